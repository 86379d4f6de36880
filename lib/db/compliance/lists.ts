import "server-only";
import type { FailureClass, Severity } from "@/lib/cmk/checks/check";
import type { CheckId } from "@/lib/cmk/checks/check-ids";
import type { Verdict } from "@/lib/cmk/compliance";
import type {
  Cause,
  Coming,
  ComingKind,
  Danger,
  LiveException,
  MonthCount,
} from "@/lib/cmk/compliance/compliance-views";
import type { PartId } from "@/lib/cmk/parts";
import { readCursor, writeCursor } from "../cursor";
import { prismaOf, type Transaction } from "../transaction";

const iso = (date: Date | null) => date?.toISOString() ?? null;

type DangerRow = {
  id: string;
  name: string;
  verdict: Verdict;
  since: Date | null;
  cause: Cause | null;
  alert_id: string | null;
  kind: string | null;
  severity: Severity | null;
  failure_class: FailureClass | null;
  opened_at: Date | null;
  params: ({ reason?: string } & Record<string, string | number>) | null;
  assigned_to_name: string | null;
};

/** Organisations that are at risk, or have a critical or high alert that is not over: the most dangerous first. */
export async function listDangers(tx: Transaction, limit: number): Promise<Danger[]> {
  const rows = await prismaOf(tx).$queryRaw<DangerRow[]>`
    with worst as (
      select distinct on (organisation_id) * from alerts
      where status <> 'resolved' and severity in ('critical', 'high')
      order by organisation_id, (failure_class = 'purge') desc, severity, opened_at
    ), chosen as (
      select p.organisation_id, p.verdict, p.since, w.id as alert_id, w.kind, w.severity, w.failure_class, w.opened_at,
        w.params, w.assigned_to_name
      from postures p left join worst w using (organisation_id)
      where p.verdict = 'at-risk' or w.id is not null
      order by (p.verdict = 'at-risk') desc, (w.failure_class = 'purge') desc nulls last, w.severity nulls last,
        p.since, p.organisation_id
      limit ${limit}::int
    )
    select o.id::text, o.name, c.*, q.cause from chosen c
    join organisations o on o.id = c.organisation_id
    left join posture_periods q on q.organisation_id = c.organisation_id and q.to_at is null
    order by (c.verdict = 'at-risk') desc, (c.failure_class = 'purge') desc nulls last, c.severity nulls last, c.since`;
  return rows.map(
    ({ id, name, verdict, since, cause, kind, severity, failure_class, opened_at, ...row }) => ({
      organisation: { id, name },
      verdict,
      since: iso(since),
      cause,
      alert:
        row.alert_id && kind && severity && failure_class && opened_at
          ? {
              id: row.alert_id,
              kind,
              severity,
              failureClass: failure_class,
              openedAt: opened_at.toISOString(),
              assignee: row.assigned_to_name,
              reason: row.params?.reason ? { key: row.params.reason, params: row.params } : null,
            }
          : null,
    }),
  );
}

type ComingRow = {
  id: string;
  name: string;
  kind: ComingKind;
  at: Date;
  part: PartId | null;
  subject: string;
  key: string;
};

/** Behind every key of one moment. */
const LAST = "~";
const LAST_ID = "ffffffff-ffff-ffff-ffff-ffffffffffff";

/** What ends or turns by itself after `at`, the next first: keys, and exceptions that hold. A page behind a cursor. */
export async function listComing(
  tx: Transaction,
  at: Date,
  limit: number,
  cursor?: string | null,
): Promise<{ rows: Coming[]; next: string | null }> {
  const [after, key] = cursor ? readCursor(cursor, ["time", "text"]) : [at.toISOString(), LAST];
  const more = limit + 1;
  const rows = await prismaOf(tx).$queryRaw<ComingRow[]>`
    with next as (
      (select organisation_id, kind, at, part, subject, concat(organisation_id, part, kind) as key from coming_events
        where (at, concat(organisation_id, part, kind)) > (${after}::timestamptz, ${key}) and at >= ${after}::timestamptz
        order by at, key limit ${more}::int)
      union all
      (select organisation_id, 'exception-ends', expires_at, part, check_id, id::text as key from check_exceptions
        where approved and ended_at is null and (expires_at, id::text) > (${after}::timestamptz, ${key})
        order by expires_at, key limit ${more}::int)
      union all
      (select organisation_id, 'secret-ends', ends_on::timestamp at time zone 'utc', null, name, id::text as key from secrets
        where kind = 'adobe' and organisation_id is not null
          and (ends_on::timestamp at time zone 'utc', id::text) > (${after}::timestamptz, ${key})
        order by ends_on, key limit ${more}::int)
    )
    select o.id::text, o.name, n.kind, n.at, n.part, n.subject, n.key from next n
    join organisations o on o.id = n.organisation_id order by n.at, n.key limit ${more}::int`;
  const last = rows[limit - 1];
  return {
    next: last && rows.length > limit ? writeCursor([last.at.toISOString(), last.key]) : null,
    rows: rows.slice(0, limit).map(({ id, name, at: moment, key: _key, ...row }) => ({
      ...row,
      organisation: { id, name },
      at: moment.toISOString(),
    })),
  };
}

const MONTHS = 12;

/** How much ends or turns by itself, by month and kind: from `at` to the end of the eleventh month after this one. */
export async function countComing(tx: Transaction, at: Date): Promise<MonthCount[]> {
  const end = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + MONTHS, 1));
  return prismaOf(tx).$queryRaw<MonthCount[]>`
    with next as (
      select at, kind from coming_events where at > ${at} and at < ${end}
      union all
      select expires_at, 'exception-ends' from check_exceptions
      where approved and ended_at is null and expires_at > ${at} and expires_at < ${end}
      union all
      select ends_on::timestamp at time zone 'utc', 'secret-ends' from secrets
      where kind = 'adobe' and organisation_id is not null and ends_on > ${at} and ends_on < ${end}
    )
    select to_char(at at time zone 'UTC', 'YYYY-MM') as month, kind, count(*)::int as count
    from next group by 1, 2 order by 1, 2`;
}

type ExceptionRow = {
  id: string;
  organisation_id: string;
  name: string;
  part: PartId;
  check_id: CheckId;
  owner_name: string;
  decided_by_name: string | null;
  expires_at: Date;
  total: number;
};

/** Exceptions that hold, the next to end first, and how many there are behind the cursor. */
export async function listHeldExceptions(
  tx: Transaction,
  at: Date,
  limit: number,
  cursor?: string | null,
): Promise<{ rows: LiveException[]; total: number; next: string | null }> {
  const [after, id] = cursor ? readCursor(cursor, ["time", "id"]) : [at.toISOString(), LAST_ID];
  const rows = await prismaOf(tx).$queryRaw<ExceptionRow[]>`
    select e.id::text, o.id::text as organisation_id, o.name, e.part, e.check_id, e.owner_name, e.decided_by_name,
      e.expires_at, (count(*) over ())::int as total
    from check_exceptions e join organisations o on o.id = e.organisation_id
    where e.approved and e.ended_at is null and (e.expires_at, e.id) > (${after}::timestamptz, ${id}::uuid)
    order by e.expires_at, e.id limit ${limit}::int`;
  const [first] = rows;
  const last = rows.at(-1);
  return {
    total: first?.total ?? 0,
    next: last && last.total > rows.length ? writeCursor([last.expires_at.toISOString(), last.id]) : null,
    rows: rows.map((row) => ({
      id: row.id,
      organisation: { id: row.organisation_id, name: row.name },
      part: row.part,
      check: row.check_id,
      owner: row.owner_name,
      decidedBy: row.decided_by_name,
      expiresAt: row.expires_at.toISOString(),
    })),
  };
}
