import "server-only";

const NAMES =
  /secret|token|password|passphrase|ciphertext|authorization|cookie|privatekey|private_key|credential$|assertion/i;
// JSON Web Tokens, and secrets as Adobe and Entra write them.
const VALUES = /\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*|\b[ps]8e-[\w-]{12,}|\b[\w-]{3}8Q~[\w.~-]{30,}/g;
const REMOVED = "[removed]";

/** A copy of a value without secrets: fields by their names, and whatever looks like one inside a text. */
export function stripSecrets(value: unknown): unknown {
  if (typeof value === "string") return value.replace(VALUES, REMOVED);
  if (Array.isArray(value)) return value.map(stripSecrets);
  if (value === null || typeof value !== "object" || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => {
      const plain = entry === null || entry === undefined || typeof entry === "boolean";
      return [name, NAMES.test(name) && !plain ? REMOVED : stripSecrets(entry)];
    }),
  );
}
