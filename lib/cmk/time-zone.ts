const known = new Set<string>();
/** More names than there are zones: different spellings of one must not fill the memory. */
const KEPT = 1000;

/** Whether this is an IANA time zone (or UTC) that this Node or browser knows. Every page asks, so answers are kept. */
export function isTimeZone(text: string): boolean {
  if (known.has(text)) return true;
  try {
    new Intl.DateTimeFormat("en", { timeZone: text });
    if (known.size < KEPT) known.add(text);
    return true;
  } catch {
    return false;
  }
}
