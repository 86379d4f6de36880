import "server-only";
import { env } from "@/lib/env";

type Purpose = "session" | "flow";

// `__Host-` binds a cookie to this exact host over https; browsers refuse the prefix on plain http.
function isHttps(): boolean {
  return env().PUBLIC_URL.startsWith("https:");
}

/** The name of a cookie on this address: `__Host-clavis`, or `clavis` on plain-http loopback. */
export function cookieName(purpose: Purpose): string {
  const plain = purpose === "session" ? "clavis" : "clavis-flow";
  return isHttps() ? `__Host-${plain}` : plain;
}

/** A Set-Cookie value for a cookie that scripts cannot read; `seconds` 0 removes it. */
export function setCookie(purpose: Purpose, value: string, seconds: number): string {
  const secure = isHttps() ? "; Secure" : "";
  return `${cookieName(purpose)}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`;
}

/** A Set-Cookie value for a preference (`clavis-locale`, `clavis-theme`, `clavis-zone`); null removes it. */
export function preferenceCookie(name: "locale" | "theme" | "zone", value: string | null): string {
  const secure = isHttps() ? "; Secure" : "";
  const year = 31_536_000;
  return `clavis-${name}=${value ?? ""}; Path=/; Max-Age=${value ? year : 0}; SameSite=Lax${secure}`;
}

/** The value of one of a request's cookies, or null. */
export function readCookie(headers: Headers, purpose: Purpose): string | null {
  const name = cookieName(purpose);
  for (const pair of (headers.get("cookie") ?? "").split(";")) {
    const [key, ...rest] = pair.split("=");
    if (key?.trim() === name) return rest.join("=").trim() || null;
  }
  return null;
}
