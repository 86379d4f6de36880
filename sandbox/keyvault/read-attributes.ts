import type { KeySpec } from "./key-version";
import { badParameter } from "./vault-error";

function toIso(value: unknown, name: string): string | null | undefined {
  if (value === undefined) return undefined;
  if (value === null) return null;
  if (typeof value !== "number" || !Number.isFinite(value))
    throw badParameter(`Property has invalid value\r\n${name}`);
  return new Date(value * 1000).toISOString();
}

function toTags(value: unknown): Record<string, string> | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "object" || Array.isArray(value))
    throw badParameter("Property has invalid value\r\ntags");
  return Object.fromEntries(Object.entries(value).map(([name, text]) => [name, String(text)]));
}

/** The parts of a create or update body that both share, in our words; undefined where not said. */
export function readAttributes(body: Record<string, unknown>): Omit<KeySpec, "kty"> {
  const attributes = (body.attributes ?? {}) as Record<string, unknown>;
  const { enabled } = attributes;
  if (enabled !== undefined && enabled !== null && typeof enabled !== "boolean") {
    throw badParameter("Property has invalid value\r\nenabled");
  }
  const ops = body.key_ops;
  if (ops !== undefined && ops !== null && !Array.isArray(ops)) {
    throw badParameter("Property has invalid value\r\nkey_ops");
  }
  return {
    enabled: enabled ?? undefined,
    notBefore: toIso(attributes.nbf, "nbf"),
    expires: toIso(attributes.exp, "exp"),
    ops: Array.isArray(ops) ? ops.map(String) : undefined,
    tags: toTags(body.tags),
  };
}
