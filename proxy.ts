import { type NextRequest, NextResponse } from "next/server";
import { env } from "@/lib/env";
import { constantHeaders, contentSecurityPolicy } from "@/lib/server/security/headers";

type Setting = Parameters<typeof constantHeaders>[0];

let cached: Setting | undefined;

function setting(): Setting {
  if (cached) return cached;
  const { NODE_ENV, PUBLIC_URL, ENTRA_AUTHORITY_HOST, SANDBOX_CONTROL_URL } = env();
  const { protocol, hostname } = new URL(PUBLIC_URL);
  // The sandbox serves its sign-in page beside its control page.
  const authorityOrigins = [ENTRA_AUTHORITY_HOST, SANDBOX_CONTROL_URL].flatMap((url) =>
    url ? [new URL(url).origin] : [],
  );
  const loopback = ["127.0.0.1", "localhost", "[::1]"].includes(hostname);
  cached = {
    development: NODE_ENV === "development",
    https: protocol === "https:",
    loopback,
    authorityOrigins,
  };
  return cached;
}

/** Seconds until a status page may be opened again: a link has a limit of its own. The database is asked for these alone. */
async function waitFor(path: string): Promise<number> {
  if (!path.startsWith("/status/")) return 0;
  const { statusPageWait } = await import("@/lib/server/gates/status-link");
  return statusPageWait(path);
}

/**
 * Runs before everything: security headers, a nonce that Next takes from the request's policy, a correlation id, and
 * the path for the way back after sign-in. What the client sent under these names is overwritten.
 */
export async function proxy(request: NextRequest) {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const policy = contentSecurityPolicy(nonce, setting());
  const correlationId = crypto.randomUUID();
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  headers.set("x-nonce", nonce);
  headers.set("x-correlation-id", correlationId);
  headers.set("x-clavis-path", `${request.nextUrl.pathname}${request.nextUrl.search}`);
  headers.delete("x-clavis-too-often");
  const wait = await waitFor(request.nextUrl.pathname);
  if (wait > 0) headers.set("x-clavis-too-often", "1");
  const response = NextResponse.next({ request: { headers }, ...(wait > 0 ? { status: 429 } : {}) });
  if (wait > 0) response.headers.set("Retry-After", String(wait));
  for (const [name, value] of Object.entries(constantHeaders(setting()))) response.headers.set(name, value);
  // These addresses hold, or lead back to, the secret of a link: they are told to nobody, not even ourselves.
  if (/^\/(hand-over|sign-in|status|unsubscribe)(\/|$)/.test(request.nextUrl.pathname)) {
    response.headers.set("Referrer-Policy", "no-referrer");
    response.headers.set("X-Robots-Tag", "noindex, nofollow, noarchive");
  }
  response.headers.set("Content-Security-Policy", policy);
  response.headers.set("X-Correlation-Id", correlationId);
  return response;
}
