import "server-only";
import { createHash } from "node:crypto";
import { canonicalJson } from "@/lib/cmk/plans/make-plan";
import { Prisma } from "./generated/client";

/** A value as a jsonb column takes it: dates become text, undefined disappears, null is the column's null. */
export function toJson(value: unknown): Prisma.InputJsonValue | typeof Prisma.DbNull {
  if (value === null || value === undefined) return Prisma.DbNull;
  return JSON.parse(JSON.stringify(value)) as Prisma.InputJsonValue;
}

/** SHA-256 of the value's canonical JSON, hex: the same before and after a trip through jsonb. */
export function hashOf(value: unknown): string {
  return sha256(canonicalJson(JSON.parse(JSON.stringify(value ?? null))));
}

/** SHA-256 of a text, hex. */
export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
