const REMOVED = "[removed]";

const NAMED =
  "client_secret|client_assertion|refresh_token|access_token|id_token|code_verifier|assertion|password|passwd|pwd|" +
  "secret|clientSecret|accountkey|sharedaccesskey|sharedaccesssignature|api[-_]?key|subscription-key";

/** Every repetition is bounded or followed by something it cannot match: the time grows with the text, no faster. */
const SECRETS: readonly [RegExp, string][] = [
  [/-----BEGIN [A-Z ]{0,30}-----[^-]{0,20000}(?:-----END [A-Z ]{0,30}-----)?/g, REMOVED],
  [/\beyJ[\w-]{10,}\.[\w-]{10,}(?:\.[\w-]*)*/g, REMOVED],
  [/\b(Bearer|PoP)\s{1,4}(?!authorization=|realm=|error=)[\w.~+/=-]{16,}/gi, `$1 ${REMOVED}`],
  [/\b(Authorization["']?\s{0,4}[:=]\s{0,4}["']?Basic)\s{1,4}[\w+/=]{4,}/gi, `$1 ${REMOVED}`],
  [/\b((?:Set-)?Cookie["']?\s{0,4}:)[^\r\n"]{1,4000}/gi, `$1 ${REMOVED}`],
  [
    new RegExp(
      `\\b((?:${NAMED})\\\\?["']?\\s{0,4}(?:[=:]|%3d)\\s{0,4}\\\\?["']?)(?!\\[removed)[^\\s&"',;\\\\]{1,4000}`,
      "gi",
    ),
    `$1${REMOVED}`,
  ],
  [
    /([?&](?:code|sig|state|session_state|nonce|token|ticket|code_challenge|login_hint|username|SAMLResponse|key)=)[^\s&"'#]{1,4000}/gi,
    `$1${REMOVED}`,
  ],
  [/\b([a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@"']{0,200}):(?!\/)[^\s/@"']{1,400}@/gi, `$1:${REMOVED}@`], // of a connection
  [/(\bhooks\.slack\.com\/(?:services|triggers|workflows)\/)[^\s"'<>]{1,400}/gi, `$1${REMOVED}`],
  [/[\w.~-]{3}[78]Q~[\w.~-]{20,60}/g, REMOVED], // a client secret of Entra
  [/\b[ps]8e-[\w-]{16,200}/gi, REMOVED], // a client secret of Adobe
];
const ADDRESSES = /[\w.+#-]{1,64}@((?:[\w-]{1,63}\.){1,6}[a-z]{2,24})\b/gi;
const LONG_WORDS = /[A-Za-z0-9+/]{200,}={0,2}/g;

/** A certificate or a key is a long word of many different letters and digits; a path or a drawn-out word is not. */
const isEncoded = (word: string) => /\d/.test(word) && /[a-z]/i.test(word) && new Set(word).size >= 12;

/** A text without tokens, secrets, signatures, cookies, keys and query secrets; addresses of people stay. */
export function redactSecrets(text: string): string {
  const kept = SECRETS.reduce((rest, [pattern, replacement]) => rest.replace(pattern, replacement), text);
  return kept.replace(LONG_WORDS, (word) => (isEncoded(word) ? REMOVED : word));
}

/**
 * A text without tokens, secrets, signatures, cookies, keys, query secrets and the names in e-mail addresses.
 * Identifiers stay: support needs them. Takes time in proportion to the length.
 */
export function redact(text: string): string {
  return redactSecrets(text).replace(ADDRESSES, `${REMOVED}@$1`);
}

/** The same for a text as somebody pasted it: also without the characters that hide others. */
export function redactedText(raw: string): string {
  return redact(raw.replace(/[\p{Cc}\p{Cf}]/gu, (found) => ("\n\r\t".includes(found) ? found : "")));
}
