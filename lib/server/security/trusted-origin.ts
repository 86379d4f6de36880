import "server-only";

/** Methods that change nothing, and so need no proof of where they come from. */
export const SAFE_METHODS = ["GET", "HEAD", "OPTIONS"];

/**
 * Whether a request that changes something comes from this console. `Sec-Fetch-Site` is set by browsers and cannot
 * be forged by a page; older clients are judged by `Origin`. Neither, or the opaque origin `null`: refused.
 */
export function isTrustedOrigin(headers: Headers, allowed: readonly string[]): boolean {
  const site = headers.get("sec-fetch-site");
  if (site === "same-origin" || site === "none") return true;
  const origin = headers.get("origin");
  return origin !== null && origin !== "null" && allowed.includes(origin);
}
