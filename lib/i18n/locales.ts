/** The languages of the interface, the first one when nothing else is known. */
export const LOCALES = ["en", "fr"] as const;
export type Locale = (typeof LOCALES)[number];

/** Where the browser keeps the choice, so that pages before sign-in have it too. */
export const LOCALE_COOKIE = "clavis-locale";
export const ZONE_COOKIE = "clavis-zone";

/**
 * Picks a language: the person's own choice, else the first one of the browser's list that exists.
 * @param chosen value of the cookie, not trusted
 * @param accepted the Accept-Language header
 */
export function chooseLocale(chosen: string | undefined, accepted: string | null): Locale {
  const known = (value: string | undefined) => LOCALES.find((locale) => locale === value);
  const wanted = (accepted ?? "")
    .split(",")
    .map((entry) => {
      const [tag = "", quality = "q=1"] = entry.trim().split(";");
      return { tag: tag.toLowerCase().split("-")[0], weight: Number(quality.trim().replace("q=", "")) || 0 };
    })
    .sort((left, right) => right.weight - left.weight);
  return known(chosen) ?? wanted.map(({ tag }) => known(tag)).find(Boolean) ?? LOCALES[0];
}
