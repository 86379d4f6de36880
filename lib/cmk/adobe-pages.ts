/** Adobe's public pages about encryption, below its documentation site; each exists in English and in French. */
export const ADOBE_PAGES = {
  "journey-optimizer": "journey-optimizer/using/privacy/cmk",
  "platform-encryption": "experience-platform/landing/governance-privacy-security/encryption",
  "platform-cmk": "experience-platform/landing/governance-privacy-security/customer-managed-keys/overview",
  "cja-cmk": "analytics-platform/using/cja-privacy/cmk",
} as const;
export type AdobePage = keyof typeof ADOBE_PAGES;

/** The address of one of Adobe's pages in the reader's language; English for languages that Clavis does not speak. */
export function adobePage(page: AdobePage, locale: string): string {
  const language = locale.toLowerCase().startsWith("fr") ? "fr" : "en";
  return `https://experienceleague.adobe.com/${language}/docs/${ADOBE_PAGES[page]}`;
}
