import "server-only";
import type { AuditAction } from "@/lib/cmk/audit-actions";
import type { AuditEntry } from "./audit";
import { database } from "./client";
import { readCursor, writeCursor } from "./cursor";
import type { OrganisationId, Scope } from "./scope";
import { prismaOf, type Transaction } from "./transaction";
import { reaching } from "./unavailable";

export type AuditQuery = {
  /** One organisation's chain; null: the system's own; left out: everything in scope. */
  organisationId?: string | null;
  actions?: AuditAction[];
  actorId?: string;
  actorKind?: "user" | "system";
  /** As an entry names it, whole: `aep/vault`. */
  subject?: string;
  part?: string;
  correlationId?: string;
  /** Words, or their beginnings, of anything that an entry says; all of them. */
  search?: string;
  from?: Date;
  to?: Date;
  cursor?: string;
  limit?: number; // at most 500, 50 unless told
};

/** An entry and the name of its organisation; null for the system's own. */
export type ListedEntry = AuditEntry & { organisationName: string | null };

const quoted = (text: string) => `'${text.replace(/\\/g, "\\\\").replace(/'/g, "''")}'`;

/** The filters as a tsquery over what clavis_audit_words keeps; empty: none. */
export function termsOf(query: AuditQuery): string {
  const { actions, actorId, actorKind, subject, part, correlationId } = query;
  const one = (name: string, value: string | undefined) =>
    value === undefined ? [] : [quoted(`${name}=${value}`)];
  const any = actions?.map((action) => quoted(`action=${action}`)) ?? [];
  return [
    ...(any.length > 0 ? [`(${any.join(" | ")})`] : []),
    ...one("actor", actorId),
    ...one("kind", actorKind),
    ...one("subject", subject?.slice(0, 200)),
    ...one("part", part),
    ...one("correlation", correlationId?.slice(0, 100)),
  ].join(" & ");
}

type Listed = {
  id: string;
  organisation_id: string | null;
  sequence: bigint | string;
  at: Date;
  actor_kind: "user" | "system";
  actor_id: string | null;
  actor_name: string;
  action: AuditAction;
  subject: string;
  before: ListedEntry["before"];
  after: ListedEntry["after"];
  correlation_id: string;
  previous_hash: string;
  hash: string;
  organisation_name: string | null;
};

const toEntry = (row: Listed): ListedEntry => ({
  id: row.id,
  organisationId: row.organisation_id,
  sequence: BigInt(row.sequence),
  at: row.at,
  actorKind: row.actor_kind,
  actorId: row.actor_id,
  actorName: row.actor_name,
  action: row.action,
  subject: row.subject,
  before: row.before,
  after: row.after,
  correlationId: row.correlation_id,
  previousHash: row.previous_hash,
  hash: row.hash,
  organisationName: row.organisation_name,
});

function pageOf(found: Listed[], size: number): { rows: ListedEntry[]; next: string | null } {
  const rows = found.slice(0, size).map(toEntry);
  const last = rows.at(-1);
  return { rows, next: found.length > size && last ? writeCursor([last.at.toISOString(), last.id]) : null };
}

const sizeOf = ({ limit = 50 }: AuditQuery) => Math.max(1, Math.min(limit, 500));

/** What clavis_list_audit takes, in its order. */
function argumentsOf(scope: Scope, query: AuditQuery): unknown[] {
  const { organisationId, search, from, to, cursor } = query;
  const [at, id] = cursor ? readCursor(cursor, ["time", "id"]) : [];
  const organisations = scope.organisations === "*" ? "*" : scope.organisations.join(",");
  return [
    organisations,
    scope.userId ?? "",
    organisationId !== undefined,
    organisationId ?? null,
    termsOf(query),
    search?.trim() ?? "",
    from ?? null,
    to ?? null,
    at ?? null,
    id ?? null,
    sizeOf(query) + 1,
  ];
}

const CALL = `select * from clavis_list_audit($1, $2, $3::boolean, $4::uuid, $5, $6, $7::timestamptz, $8::timestamptz,
  $9::timestamptz, $10::uuid, $11::int)`;

/** Audit entries, newest first, a page at a time. */
export async function listAudit(
  tx: Transaction,
  query: AuditQuery = {},
): Promise<{ rows: ListedEntry[]; next: string | null }> {
  const found = await prismaOf(tx).$queryRawUnsafe<Listed[]>(CALL, ...argumentsOf(tx.scope, query));
  return pageOf(found, sizeOf(query));
}

/**
 * The same page in a transaction of its own and in one round trip: for lists that are nothing else. Throws
 * VENDOR_UNAVAILABLE like withScope.
 */
export async function readAuditPage(
  scope: Scope,
  query: AuditQuery,
): Promise<{ rows: ListedEntry[]; next: string | null }> {
  const asked = { name: "clavis-audit-page", text: CALL, values: argumentsOf(scope, query) };
  const { rows } = await reaching(database().pool.query<Listed>(asked));
  return pageOf(rows, sizeOf(query));
}

/** The people who have written into an organisation's chain, by name; at most 200. */
export async function listAuditActors(
  tx: Transaction,
  organisationId: OrganisationId,
): Promise<{ id: string; name: string }[]> {
  // One step of the index for each person, however many entries they wrote.
  return prismaOf(tx).$queryRaw<{ id: string; name: string }[]>`
    with recursive people(id, count) as (
      (select e.actor_id, 1 from audit_entries e where e.organisation_id = ${organisationId}::uuid
        and e.actor_id is not null order by e.actor_id limit 1)
      union all
      select (select e.actor_id from audit_entries e where e.organisation_id = ${organisationId}::uuid
        and e.actor_id > p.id order by e.actor_id limit 1), p.count + 1
      from people p where p.id is not null and p.count < 200)
    select p.id::text as id, u.display_name as name from people p join users u on u.id = p.id
    order by u.display_name`;
}
