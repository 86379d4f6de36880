import "server-only";

/**
 * A journal's address, when it is one: https, on a host of Adobe's events, below /events/. It comes from Adobe's
 * answers and is looked at before every question all the same. null for anything else.
 */
export function journalAddress(text: string, domain: string): URL | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const host = new RegExp(`^events(-[a-z0-9]+)?\\.${domain.replaceAll(".", "\\.")}$`);
  const isOurs =
    url.protocol === "https:" &&
    host.test(url.hostname) &&
    url.port === "" &&
    url.username === "" &&
    url.password === "" &&
    /^\/events(-fast)?\/organizations\/[\w%.@/-]+$/.test(url.pathname);
  return isOurs ? url : null;
}

/** Where a page's Link header says that the journal goes on (RFC 8288); null when it names no such place. */
export function nextLink(header: string | null, from: URL, domain: string): string | null {
  for (const [, address, params = ""] of (header ?? "").matchAll(/<([^>]*)>([^<]*)/g)) {
    if (!/;\s*rel="?next"?\s*(;|,|$)/i.test(params) || address === undefined) continue;
    if (!URL.canParse(address, from)) return null;
    return journalAddress(new URL(address, from).href, domain)?.href ?? null;
  }
  return null;
}
