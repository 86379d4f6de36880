import "server-only";

const FALLBACK = "/";

/**
 * The page to go to after sign-in: a path of this console, or "/" for anything else. Refused are other origins in
 * every spelling that browsers accept (`//host`, `/\host`, control characters that they drop) and the API.
 */
export function safeReturnTo(value: string | null | undefined): string {
  if (!value || value.length > 2000) return FALLBACK;
  if (!/^\/(?![/\\])/.test(value) || /[^\u0021-\u007e]|\\/.test(value)) return FALLBACK;
  const base = "http://console.invalid";
  if (!URL.canParse(value, base)) return FALLBACK;
  const url = new URL(value, base);
  // A path such as /..//host only shows what it is once it was resolved.
  if (url.origin !== base || url.pathname.startsWith("//") || url.pathname.startsWith("/api/"))
    return FALLBACK;
  return `${url.pathname}${url.search}${url.hash}`;
}
