import type { ArmCall } from "./arm-call";
import { badRequest } from "./arm-error";

const DEFAULT_SIZE = 50;

/** One page of a list. The link to the next one keeps every parameter of this request. */
export function pageOf<T>(call: ArmCall, items: T[]): { value: T[]; nextLink?: string } {
  const { searchParams, pathname } = call.request.url;
  const top = searchParams.get("$top");
  const size = top === null ? DEFAULT_SIZE : Number(top);
  if (!Number.isInteger(size) || size < 1) throw badRequest(`The value '${top}' of $top is invalid.`);
  const token = searchParams.get("$skiptoken");
  const from = token ? Number(Buffer.from(token, "base64url").toString("utf8")) : 0;
  if (!Number.isInteger(from) || from < 0) throw badRequest("The $skiptoken is invalid.");
  const next = from + size;
  if (next >= items.length) return { value: items.slice(from) };
  const query = new URLSearchParams(searchParams);
  query.set("$skiptoken", Buffer.from(String(next)).toString("base64url"));
  return { value: items.slice(from, next), nextLink: `https://${call.request.host}${pathname}?${query}` };
}
