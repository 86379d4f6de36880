import "server-only";

/** An answer that sends the browser on, with cookies to set. A path stays on this console's own address. */
export function redirectTo(location: string, cookies: string[] = []): Response {
  const headers = new Headers({ Location: location });
  for (const cookie of cookies) headers.append("Set-Cookie", cookie);
  return new Response(null, { status: 303, headers });
}
