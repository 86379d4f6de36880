import type { StoreKind } from "../key-store";

/** One error as text, in the forms in which the rules look at it. */
export type Seen = {
  /** All on one line. */
  flat: string;
  /** Its identifiers in lower case: codes are looked up here. */
  words: Set<string>;
  status: number | null;
  /** Codes as written, outermost first. */
  codes: string[];
};

const STATUS = [
  /"(?:status|statusCode|http_?status)"\s{0,4}:\s{0,4}"?([1-5]\d\d)\b/i,
  /\bHTTP\/\d(?:\.\d)?\s{1,4}([1-5]\d\d)\b/,
  /\bstatus ?code[^\d\n]{0,20}([1-5]\d\d)\b/i,
  /\b(?:Status|RESPONSE|unexpected status|HTTP)\s{0,4}[:= ]\s{0,4}\(?([1-5]\d\d)\b/i,
  /\(([45]\d\d)\)/,
];

const CODES = [
  /"(?:code|error_?code|error)"\s{0,4}:\s{0,4}"([A-Za-z][\w.]{2,79}|\d{6})"/gi,
  /\bCode\s{0,2}=\s{0,2}"([A-Za-z]\w{2,79})"/g,
  /\b(?:ErrorCode|Error Code|Code)\s{0,4}:\s{0,4}([A-Za-z]\w{2,79})\b/gi,
  /\berror\s{0,4}:\s{0,4}([a-z]{3,30}(?:_[a-z]{2,30}){1,4})\b/g,
  /\bwith error:\s{0,4}([A-Z]\w{2,79}):/g,
  /(?:^|\s)\(([A-Z][A-Za-z]{3,79})\)\s/g,
  /\b(AADSTS\d{4,8})\b/g,
];

const first = (text: string, patterns: readonly RegExp[]) =>
  patterns.map((pattern) => pattern.exec(text)?.[1]).find(Boolean) ?? null;

const HSM = /\bmanaged ?HSMs?\b|\.managedhsm\.|--hsm-name\b|\bHsmName\b/i;
const VAULT = /\/vaults\/|\.vault\.(?:azure|usgovcloudapi)\b|\bVault: ?[a-z]/i;

/** What kind of store a text speaks of; null where it does not tell. */
export function storeIn({ flat }: Pick<Seen, "flat">): StoreKind | null {
  return HSM.test(flat) ? "hsm" : VAULT.test(flat) ? "vault" : null;
}

/** Reads a piece of readable text. `status` when it is known from elsewhere. */
export function look(text: string, status: number | null = null): Seen {
  const flat = text.replace(/\s+/g, " ").trim();
  const words = new Set(flat.toLowerCase().match(/[a-z][a-z0-9_]{2,79}/g) ?? []);
  const found = CODES.flatMap((pattern) =>
    [...flat.matchAll(pattern)].map((match) => ({ at: match.index, code: match[1] ?? "" })),
  ).sort((left, right) => left.at - right.at);
  const said = first(flat, STATUS);
  return {
    flat,
    words,
    status: status ?? (said === null ? null : Number(said)),
    codes: [...new Set(found.map(({ code }) => code))].slice(0, 10),
  };
}
