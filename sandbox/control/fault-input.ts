import { randomUUID } from "node:crypto";
import type { Fault } from "../core/settings-types";

const KINDS = ["status", "delay", "cut", "garbage"] as const;

function headersOf(value: unknown): Record<string, string> {
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name.toLowerCase(), String(one)]));
}

function countOf(value: unknown, fallback: number | null): number | null {
  const number = Number(value);
  return value !== null && value !== undefined && Number.isInteger(number) && number > 0 ? number : fallback;
}

/** A fault from what a caller wrote; a sentence when it is not one. */
export function readFault(asked: Record<string, unknown>): Fault | string {
  const kind = KINDS.find((one) => one === asked.kind);
  if (!kind) return `kind must be one of ${KINDS.join(", ")}.`;
  const status = asked.status === undefined || asked.status === null ? null : Number(asked.status);
  if (status !== null && !(Number.isInteger(status) && status >= 200 && status <= 599))
    return "status must be between 200 and 599.";
  if (kind === "status" && status === null) return "A fault of kind status needs a status.";
  const delayMs = Number(asked.delayMs ?? 0);
  if (!Number.isFinite(delayMs) || delayMs < 0) return "delayMs must be 0 or more.";
  const { body } = asked;
  return {
    id: randomUUID(),
    host: typeof asked.host === "string" && asked.host ? asked.host : "*",
    path: typeof asked.path === "string" && asked.path ? asked.path : "*",
    method: typeof asked.method === "string" && asked.method ? asked.method.toUpperCase() : null,
    kind,
    status,
    body: body === undefined || body === null ? null : typeof body === "string" ? body : JSON.stringify(body),
    headers: headersOf(asked.headers),
    delayMs,
    remaining: countOf(asked.remaining ?? asked.count, null),
  };
}
