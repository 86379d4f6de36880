import { CLOUDS } from "../core/clouds";

/** The parts of a key's address; `version` is "" when the address names none. */
export type KeyIdentifier = { vaultUri: string; keyName: string; version: string };

const SUFFIXES = Object.values(CLOUDS)
  .flatMap(({ vaultSuffix, hsmSuffix }) => [vaultSuffix, hsmSuffix])
  .map((suffix) => suffix.replaceAll(".", "\\."))
  .join("|");
const HOST = `[a-z0-9-]{3,24}\\.(?:${SUFFIXES})`;
const SHAPE = new RegExp(
  `^https://(${HOST})(?::443)?/keys/([a-zA-Z0-9-]{1,127})(?:/([a-fA-F0-9]{32}))?/?$`,
  "i",
);
const INSIDE = new RegExp(`https://${HOST}(?::443)?/keys/[a-zA-Z0-9-]{1,127}(?:/[a-fA-F0-9]{32})?`, "i");

/** Reads a key's address; null when it is not one of a vault or managed HSM of Azure. */
export function readKeyIdentifier(identifier: string): KeyIdentifier | null {
  const read = SHAPE.exec(identifier.trim());
  if (!read?.[1] || !read[2]) return null;
  return { vaultUri: `https://${read[1].toLowerCase()}`, keyName: read[2], version: read[3] ?? "" };
}

/** The first key address inside a longer text. */
export function findKeyIdentifier(words: string): string | null {
  return INSIDE.exec(words)?.[0] ?? null;
}
