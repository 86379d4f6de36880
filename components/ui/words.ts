/** Messages as in messages/*.json: a tree of texts. */
export type MessageTree = { [key: string]: string | MessageTree };

/**
 * A tree on its way to the browser, as JSON: one text for React to pass on instead of a thousand. In an object, as
 * React sends the same object once for all components that have it, but a text each time.
 */
export type Messages = { readonly json: string };

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
const TIME_ZONE_KEY = "timeZone";

export function packMessages(tree: MessageTree, timeZone: string): Messages {
  return { json: JSON.stringify({ ...tree, [TIME_ZONE_KEY]: timeZone }) };
}

const TREES = 100;
const trees = new Map<string, MessageTree>();

/** Every component of a page, and on the server every page of a language, hands over the same few texts. */
function unpack({ json }: Messages): MessageTree {
  const known = trees.get(json);
  if (known) return known;
  if (trees.size >= TREES) trees.clear();
  const tree = JSON.parse(json) as MessageTree;
  trees.set(json, tree);
  return tree;
}

function find(messages: MessageTree, key: string): string | null {
  let node: string | MessageTree | undefined = messages;
  for (const part of key.split(".")) node = typeof node === "object" ? node[part] : undefined;
  return typeof node === "string" ? node : null;
}

/** Words from messages that have plain `{name}` placeholders only: all that is sent to the browser is so. */
export function wordsFrom(locale: string, messages: Messages): Words {
  const tree = unpack(messages);
  const zone = tree[TIME_ZONE_KEY];
  return {
    locale,
    timeZone: typeof zone === "string" ? zone : "UTC",
    has: (key) => find(tree, key) !== null,
    t: (key, params = {}) =>
      (find(tree, key) ?? key).replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole)),
  };
}
