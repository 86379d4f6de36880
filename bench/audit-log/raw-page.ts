import type pg from "pg";
import type { AuditFilter } from "../../lib/cmk/audit/audit-filter";
import { termsOf } from "../../lib/db/list-audit";
import { toAuditQuery } from "../../lib/services/audit/list-audit";

/**
 * The same page by one plain statement of a superuser: no policy, no transaction, no mapping, and the index of words
 * used directly. Returns the ids.
 */
export async function rawPage(
  client: pg.Client,
  chain: string | undefined,
  filter: AuditFilter,
): Promise<string[]> {
  const query = toAuditQuery(filter);
  const { search, from, to, cursor } = query;
  const terms = termsOf(query);
  const values: unknown[] = [];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const words = Boolean(terms || search);
  const asked = [terms ? `${bind(terms)}::tsquery` : "", search ? `clavis_audit_query(${bind(search)})` : ""];
  const [at, id] = cursor
    ? (JSON.parse(Buffer.from(cursor, "base64url").toString()) as [string, string])
    : [];
  const where = [
    ...(words ? [`w.words @@ (${asked.filter(Boolean).join(" && ")})`] : []),
    ...(chain ? [words ? `w.chain = ${bind(chain)}` : `w.organisation_id = ${bind(chain)}`] : []),
    ...(from ? [`w.at >= ${bind(from)}`] : []),
    ...(to ? [`w.at < ${bind(to)}`] : []),
    ...(at ? [`(w.at, w.${words ? "entry_id" : "id"}) < (${bind(at)}::timestamptz, ${bind(id)}::uuid)`] : []),
  ].join(" and ");
  const source = words ? "audit_words w join audit_entries e on e.id = w.entry_id" : "audit_entries w";
  const text = `select ${words ? "e" : "w"}.* from ${source} ${where ? `where ${where}` : ""}
    order by w.at desc, w.${words ? "entry_id" : "id"} desc limit 51`;
  const { rows } = await client.query<{ id: string }>(text, values);
  return rows.slice(0, 50).map((row) => row.id);
}
