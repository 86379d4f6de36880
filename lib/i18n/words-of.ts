import "server-only";
import en from "@/messages/en.json";
import fr from "@/messages/fr.json";
import { chooseLocale, LOCALE_COOKIE, type Locale } from "./locales";

type Tree = { [key: string]: string | Tree };
const MESSAGES: Record<Locale, Tree> = { en, fr };

export type ServerWords = {
  locale: Locale;
  t(key: string, params?: Record<string, string | number>): string;
  has(key: string): boolean;
};

function find(tree: Tree, key: string): string | null {
  let node: string | Tree | undefined = tree;
  for (const part of key.split(".")) node = typeof node === "object" ? node[part] : undefined;
  return typeof node === "string" ? node : null;
}

/** The words of a language for answers that are worded on the server. Plain `{name}` placeholders only. */
export function wordsOf(locale: Locale): ServerWords {
  const tree = MESSAGES[locale];
  return {
    locale,
    has: (key) => find(tree, key) !== null,
    t: (key, params = {}) =>
      (find(tree, key) ?? key).replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole)),
  };
}

/** The words of whoever asks: the browser's cookie, else its list of languages. */
export function wordsFor(headers: Headers): ServerWords {
  const cookies = headers.get("cookie") ?? "";
  const chosen = new RegExp(`(?:^|;\\s*)${LOCALE_COOKIE}=([a-z]{2})(?:;|$)`).exec(cookies)?.[1];
  return wordsOf(chooseLocale(chosen, headers.get("accept-language")));
}
