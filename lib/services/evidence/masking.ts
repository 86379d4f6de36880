import "server-only";
import { createHmac } from "node:crypto";
import { redact } from "@/lib/cmk/decode/redact";
import { canonicalJson } from "@/lib/cmk/plans/make-plan";
import { stripSecrets } from "@/lib/db/strip-secrets";

const IDS: readonly [RegExp, string, string][] = [
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, "id-", ""],
  [/\b[0-9A-F]{24}@AdobeOrg\b/gi, "org-", "@AdobeOrg"],
  [/\b(?:\d{1,3}\.){3}\d{1,3}\b/g, "ip-", ""],
];

/** Every string inside a value, without secrets. Numbers and booleans stay as they are. */
function cleanDeep(value: unknown, clean: typeof redact): unknown {
  if (typeof value === "string") return clean(value);
  if (Array.isArray(value)) return value.map((entry) => cleanDeep(entry, clean));
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).map(([name, entry]) => [clean(name), cleanDeep(entry, clean)]);
  return Object.fromEntries(entries);
}

const plain = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value ?? null, (_name, entry) => (typeof entry === "bigint" ? String(entry) : entry)),
  );

/**
 * A copy as JSON has it, without secrets: dates and large numbers are texts in it. `clean`: what of a text leaves with
 * them; unless given, the names in mail addresses too.
 */
export function withoutSecrets(value: unknown, clean = redact): unknown {
  return cleanDeep(stripSecrets(plain(value)), clean);
}

/** Replaces ids in a text by others that say only which are the same. `key`: secret bytes. */
export function maskIds(text: string, key: Uint8Array): string {
  return IDS.reduce(
    (masked, [pattern, before, after]) =>
      masked.replace(pattern, (id) => {
        const digest = createHmac("sha256", key).update(id.toLowerCase()).digest("hex");
        return `${before}${digest.slice(0, 12)}${after}`;
      }),
    text,
  );
}

/** A value as it leaves Clavis: without secrets, and with masked ids where a key is given. */
export function asGiven<T>(value: T, maskKey: Uint8Array | null): T {
  const safe = withoutSecrets(value);
  return (maskKey ? JSON.parse(maskIds(canonicalJson(safe), maskKey)) : safe) as T;
}
