// Without a schema: browsers load this.

export const EVIDENCE_LOCALES = ["en", "fr"] as const;
export type EvidenceLocale = (typeof EVIDENCE_LOCALES)[number];
