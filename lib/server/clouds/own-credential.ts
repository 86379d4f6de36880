import "server-only";
import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { env } from "@/lib/env";

const DAY_MS = 86_400_000;
/** From here on administrators see it on every page: a new secret goes through other people's hands. */
const TOLD_DAYS = 30;

let certificateEnd: string | undefined;

/**
 * When Clavis's own credential at Entra ends, ISO 8601: a certificate says so itself, a secret's end is told by
 * ENTRA_CLIENT_SECRET_ENDS_ON. null: nobody said. After it nobody signs in, and nothing is watched.
 */
export function ownCredentialEnd(): string | null {
  const { ENTRA_CLIENT_CERTIFICATE_FILE: file, ENTRA_CLIENT_SECRET_ENDS_ON: day } = env();
  if (!file) return day ? `${day}T00:00:00.000Z` : null;
  certificateEnd ??= new Date(new X509Certificate(readFileSync(file)).validTo).toISOString();
  return certificateEnd;
}

/** The same when it is near, else null. */
export function nearCredentialEnd(now: Date, end = ownCredentialEnd()): string | null {
  return end !== null && Date.parse(end) - now.getTime() < TOLD_DAYS * DAY_MS ? end : null;
}
