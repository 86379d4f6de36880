import type { VaultCall } from "./vault-call";
import { badParameter } from "./vault-error";

const MOST = 25;

/** One page of a list; the address of the next one carries the port and a token, as the service's does. */
export function pageOf(call: VaultCall, items: object[]): { value: object[]; nextLink: string | null } {
  const { url, host } = call.request;
  const asked = url.searchParams.get("maxresults");
  const size = asked === null ? MOST : Number(asked);
  if (!Number.isInteger(size) || size < 1 || size > MOST) {
    throw badParameter(`Invalid maxresults value ${asked}. It must be between 1 and ${MOST}.`);
  }
  const token = url.searchParams.get("$skiptoken");
  const from = token ? Number(Buffer.from(token, "base64url").toString("utf8")) : 0;
  if (!Number.isInteger(from) || from < 0) throw badParameter("The continuation token is not valid.");
  const next = from + size;
  if (next >= items.length) return { value: items.slice(from), nextLink: null };
  const query = new URLSearchParams({
    "api-version": url.searchParams.get("api-version") ?? "",
    $skiptoken: Buffer.from(String(next)).toString("base64url"),
    maxresults: String(size),
  });
  return { value: items.slice(from, next), nextLink: `https://${host}:443${url.pathname}?${query}` };
}
