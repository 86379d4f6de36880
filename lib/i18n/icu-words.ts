import "server-only";
import { createTranslator } from "use-intl/core";
import en from "@/messages/en.json";
import fr from "@/messages/fr.json";
import type { Locale } from "./locales";
import type { ServerWords } from "./words-of";

const MESSAGES = { en, fr } as const;

type Translate = {
  (key: string, params?: Record<string, string | number>): string;
  has(key: string): boolean;
};

/** The words of a language with plurals, outside of a request: for what is rendered for a mail. */
export function icuWordsOf(locale: Locale): ServerWords {
  const translate = createTranslator({
    locale,
    messages: MESSAGES[locale],
    timeZone: "UTC",
  }) as unknown as Translate;
  return { locale, t: (key, params) => translate(key, params), has: (key) => translate.has(key) };
}
