import "server-only";
import type { AuditAction } from "@/lib/cmk/audit-actions";
import { GUID_PATTERN } from "@/lib/cmk/ids";
import { AppError } from "@/lib/errors";
import type { AuditEntry } from "./audit";
import { readCursor, writeCursor } from "./cursor";
import { Prisma } from "./generated/client";
import type { OrganisationId } from "./scope";
import { prismaOf, type Transaction } from "./transaction";

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

/** The system's own chain among those that clavis_find_audit knows. */
const SYSTEM_CHAIN = "00000000-0000-0000-0000-000000000000";

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

const COLUMNS = Prisma.sql`e.id, e.organisation_id as "organisationId", e.sequence, e.at, e.actor_kind as "actorKind",
  e.actor_id as "actorId", e.actor_name as "actorName", e.action, e.subject, e.before, e.after,
  e.correlation_id as "correlationId", e.previous_hash as "previousHash", e.hash, o.name as "organisationName"`;
const NEWEST = Prisma.sql`order by e.at desc, e.id desc`;

function positionOf(cursor: string): string[] {
  const [at = "", id = ""] = readCursor(cursor, 2);
  if (GUID_PATTERN.test(id) && !Number.isNaN(Date.parse(at))) return [new Date(at).toISOString(), id];
  const fields = [{ field: "cursor", reason: "cursor" }];
  throw new AppError("INVALID_INPUT", "The cursor is not one of ours.", { fields });
}

function source(tx: Transaction, query: AuditQuery, size: number): Prisma.Sql {
  const { organisationId, search, from, to, cursor } = query;
  const [at, id] = cursor ? positionOf(cursor) : [];
  const terms = termsOf(query);
  const { organisations } = tx.scope;
  const chain = organisationId === null ? SYSTEM_CHAIN : organisationId;
  if (terms || search?.trim())
    return Prisma.sql`clavis_find_audit(${chain ? [chain] : null}::uuid[], ${terms}, ${search?.trim() ?? ""},
      ${from ?? null}::timestamptz, ${to ?? null}::timestamptz, ${at ?? null}::timestamptz, ${id ?? null}::uuid,
      ${size}::int) as found(id) join audit_entries e on e.id = found.id`;
  const where = Prisma.join(
    [
      Prisma.sql`true`,
      ...(organisationId === undefined
        ? []
        : [
            organisationId === null
              ? Prisma.sql`e.organisation_id is null`
              : Prisma.sql`e.organisation_id = ${organisationId}::uuid`,
          ]),
      ...(from ? [Prisma.sql`e.at >= ${from}`] : []),
      ...(to ? [Prisma.sql`e.at < ${to}`] : []),
      ...(at && id ? [Prisma.sql`(e.at, e.id) < (${at}::timestamptz, ${id}::uuid)`] : []),
    ],
    " and ",
  );
  if (organisationId !== undefined || organisations === "*")
    return Prisma.sql`(select * from audit_entries e where ${where} ${NEWEST} limit ${size}) e`;
  // The newest of each organisation by its own index: a narrow scope does not walk past everybody's entries.
  return Prisma.sql`unnest(${[...organisations]}::uuid[]) as own(id) cross join lateral (
    select * from audit_entries e where e.organisation_id = own.id and ${where} ${NEWEST} limit ${size}) e`;
}

/** Audit entries, newest first, a page at a time. */
export async function listAudit(
  tx: Transaction,
  query: AuditQuery = {},
): Promise<{ rows: ListedEntry[]; next: string | null }> {
  const size = Math.max(1, Math.min(query.limit ?? 50, 500));
  const rows = await prismaOf(tx).$queryRaw<ListedEntry[]>`
    select ${COLUMNS} from ${source(tx, query, size + 1)} left join organisations o on o.id = e.organisation_id
    ${NEWEST} limit ${size + 1}`;
  const page = rows.slice(0, size);
  const last = page.at(-1);
  return {
    rows: page,
    next: rows.length > size && last ? writeCursor([last.at.toISOString(), last.id]) : null,
  };
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
