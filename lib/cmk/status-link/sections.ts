/** What a status page may show besides the answer itself. Wording: `statusLink.sections.<section>`. */
export const STATUS_SECTIONS = [
  "organisations",
  "parts",
  "trend",
  "findings",
  "repair",
  "verification",
] as const;
export type StatusSection = (typeof STATUS_SECTIONS)[number];

/** Organisations that one page shows at most: more is a report, not a status. */
export const MOST_SHARED = 100;
