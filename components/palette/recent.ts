/** Where somebody went with the palette, newest first; in this browser alone, until they sign out. */
export type Recent = { href: string; label: string; hint: string | null };

const KEY = "clavis-recent";
const MOST = 6;

const isRecent = (value: unknown): value is Recent =>
  typeof value === "object" &&
  value !== null &&
  "href" in value &&
  typeof value.href === "string" &&
  value.href.startsWith("/") &&
  "label" in value &&
  typeof value.label === "string" &&
  "hint" in value;

export function readRecent(): Recent[] {
  try {
    const list: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(list) ? list.filter(isRecent).slice(0, MOST) : [];
  } catch {
    return []; // storage is off, or holds something else: nothing is recent
  }
}

export function keepRecent(entry: Recent): void {
  try {
    const rest = readRecent().filter(({ href }) => href !== entry.href);
    localStorage.setItem(KEY, JSON.stringify([entry, ...rest].slice(0, MOST)));
  } catch {
    // Storage is off: it works without.
  }
}

export function forgetRecent(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Storage is off: there is nothing to forget.
  }
}
