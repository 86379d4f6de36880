import { createTranslator } from "next-intl";
import { getLocale, getMessages, getTimeZone } from "next-intl/server";
import { cache } from "react";
import { type Messages, type MessageTree, type Params, packMessages, type Words } from "./words";

type AnyTranslator = { (key: string, params?: Params): string; has(key: string): boolean };

// Reading a message with placeholders is dear: what was read once serves every request of this process.
const kept = new WeakMap<MessageTree, Omit<Words, "timeZone">>();

function textsFrom(locale: string, messages: MessageTree): Omit<Words, "timeZone"> {
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
export async function loadMessages(): Promise<MessageTree> {
  return (await getMessages()) as MessageTree;
}

// The same few selections are made again and again: a language, a reader's zone and a name each.
const packed = new WeakMap<MessageTree, Map<string, Messages>>();
const PACKED = 500;

/** What `pick` takes of all messages, to hand to a component that runs in the browser. `name`: what it takes. */
export async function packFor(name: string, pick: (all: MessageTree) => MessageTree): Promise<Messages> {
  const [all, timeZone] = await Promise.all([loadMessages(), getTimeZone()]);
  const known = packed.get(all) ?? new Map<string, Messages>();
  if (known.size >= PACKED) known.clear();
  packed.set(all, known);
  const key = `${timeZone} ${name}`;
  const messages = known.get(key) ?? packMessages(pick(all), timeZone);
  known.set(key, messages);
  return messages;
}

/** Some branches of a tree. */
export function branchesOf(all: MessageTree, branches: readonly string[]): MessageTree {
  return Object.fromEntries(branches.flatMap((branch) => (all[branch] ? [[branch, all[branch]]] : [])));
}

/** Some branches of the messages, to hand to a component that runs in the browser. */
export function pickMessages(branches: readonly string[]): Promise<Messages> {
  return packFor(branches.join(), (all) => branchesOf(all, branches));
}
