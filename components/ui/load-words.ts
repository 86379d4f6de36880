import { createTranslator } from "next-intl";
import { getLocale, getMessages, getTimeZone } from "next-intl/server";
import { cache } from "react";
import { type Messages, type Params, TIME_ZONE_KEY, type Words } from "./words";

type AnyTranslator = { (key: string, params?: Params): string; has(key: string): boolean };

// Reading a message with placeholders is dear: what was read once serves every request of this process.
const kept = new WeakMap<Messages, Omit<Words, "timeZone">>();

function textsFrom(locale: string, messages: Messages): Omit<Words, "timeZone"> {
  const known = kept.get(messages);
  if (known) return known;
  const translate = createTranslator({ locale, messages, timeZone: "UTC" }) as unknown as AnyTranslator;
  const plain = new Map<string, string>();
  const plainText = (key: string) => {
    const text = plain.get(key) ?? translate(key);
    // Keys made from data that are not there must not fill the memory.
    if (!plain.has(key) && translate.has(key)) plain.set(key, text);
    return text;
  };
  const words = {
    locale,
    t: (key: string, params?: Params) => (params ? translate(key, params) : plainText(key)),
    has: (key: string) => translate.has(key),
  };
  kept.set(messages, words);
  return words;
}

/** The words of this request, on the server. */
export const loadWords = cache(async (): Promise<Words> => {
  const [locale, messages, timeZone] = await Promise.all([getLocale(), loadMessages(), getTimeZone()]);
  return { ...textsFrom(locale, messages), timeZone };
});

/** All messages of this request's language; only for picking from. */
export async function loadMessages(): Promise<Messages> {
  return (await getMessages()) as Messages;
}

/** Some branches of the messages, to hand to a component that runs in the browser. */
export async function pickMessages(branches: string[]): Promise<Messages> {
  const [all, timeZone] = await Promise.all([loadMessages(), getTimeZone()]);
  const picked = branches.flatMap((branch) => (all[branch] ? [[branch, all[branch]]] : []));
  return { ...Object.fromEntries(picked), [TIME_ZONE_KEY]: timeZone };
}
