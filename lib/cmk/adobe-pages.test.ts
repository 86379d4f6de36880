import { expect, test } from "vitest";
import { ADOBE_PAGES, type AdobePage, adobePage } from "./adobe-pages";

test.each([
  ["en", "en"],
  ["fr", "fr"],
  ["fr-FR", "fr"],
  ["de", "en"],
])("in %s Adobe's pages are read in %s", (locale, language) => {
  for (const page of Object.keys(ADOBE_PAGES) as AdobePage[]) {
    const url = new URL(adobePage(page, locale));
    expect(url.origin).toBe("https://experienceleague.adobe.com");
    expect(url.pathname).toMatch(new RegExp(`^/${language}/docs/[a-z-]+/[a-z/-]+$`));
  }
});
