import { getLocale, getMessages, getTranslations } from "next-intl/server";
import type { Messages, Params, Words } from "./words";

type AnyTranslator = { (key: string, params?: Params): string; has(key: string): boolean };

/** The words of this request, on the server. */
export async function loadWords(): Promise<Words> {
  const [locale, translator] = await Promise.all([getLocale(), getTranslations()]);
  const translate = translator as unknown as AnyTranslator;
  return { locale, t: (key, params) => translate(key, params), has: (key) => translate.has(key) };
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
