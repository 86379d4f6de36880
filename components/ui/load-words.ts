import { createTranslator } from "next-intl";
import { getLocale, getMessages } from "next-intl/server";
import type { Messages, Params, Words } from "./words";

type AnyTranslator = { (key: string, params?: Params): string; has(key: string): boolean };

// Reading a message with placeholders is dear: what was read once serves every request of this process.
const kept = new WeakMap<Messages, Words>();

function wordsFrom(locale: string, messages: Messages): Words {
  const known = kept.get(messages);
  if (known) return known;
  const translate = createTranslator({ locale, messages, timeZone: "UTC" }) as unknown as AnyTranslator;
  const words: Words = {
    locale,
    t: (key, params) => translate(key, params),
    has: (key) => translate.has(key),
  };
  kept.set(messages, words);
  return words;
}

/** The words of this request, on the server. */
export async function loadWords(): Promise<Words> {
  const [locale, messages] = await Promise.all([getLocale(), loadMessages()]);
  return wordsFrom(locale, messages);
}

/** All messages of this request's language; only for picking from. */
export async function loadMessages(): Promise<Messages> {
  return (await getMessages()) as Messages;
}

/** Some branches of the messages, to hand to a component that runs in the browser. */
export async function pickMessages(branches: string[]): Promise<Messages> {
  const all = await loadMessages();
  return Object.fromEntries(branches.flatMap((branch) => (all[branch] ? [[branch, all[branch]]] : [])));
}
