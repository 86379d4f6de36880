import "server-only";

type Setting = { development: boolean; https: boolean; loopback: boolean; authorityOrigins: string[] };

/** The content security policy of one response: scripts and style elements need the nonce, style attributes are refused. */
export function contentSecurityPolicy(nonce: string, setting: Setting): string {
  const { development, https, authorityOrigins } = setting;
  const rules = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    development ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    `form-action ${["'self'", ...authorityOrigins].join(" ")}`,
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    ...(https ? ["upgrade-insecure-requests"] : []),
  ];
  return rules.join("; ");
}

/** Headers that every response carries, files and errors included. */
export function constantHeaders({ https, loopback }: Setting): Record<string, string> {
  return {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    ...(https && !loopback ? { "Strict-Transport-Security": "max-age=63072000; includeSubDomains" } : {}),
  };
}
