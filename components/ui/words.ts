/** Messages as in messages/*.json: a tree of texts. */
export type Messages = { [key: string]: string | Messages };
export type Params = Record<string, string | number>;

/** What drawing needs of a language. The same on the server (next-intl) and in the browser (a few lines). */
export type Words = {
  locale: string;
  /** An IANA zone: in which exact times are shown. */
  timeZone: string;
  t(key: string, params?: Params): string;
  has(key: string): boolean;
};

/** Under which the reader's zone travels to the browser, beside the texts. */
export const TIME_ZONE_KEY = "timeZone";

function find(messages: Messages, key: string): string | null {
  let node: string | Messages | undefined = messages;
  for (const part of key.split(".")) node = typeof node === "object" ? node[part] : undefined;
  return typeof node === "string" ? node : null;
}

/** Words from messages that have plain `{name}` placeholders only: all that is sent to the browser is so. */
export function wordsFrom(locale: string, messages: Messages): Words {
  const zone = messages[TIME_ZONE_KEY];
  return {
    locale,
    timeZone: typeof zone === "string" ? zone : "UTC",
    has: (key) => find(messages, key) !== null,
    t: (key, params = {}) =>
      (find(messages, key) ?? key).replace(/\{(\w+)\}/g, (whole, name: string) =>
        String(params[name] ?? whole),
      ),
  };
}
