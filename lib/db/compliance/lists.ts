import "server-only";
import type { FailureClass, Severity } from "@/lib/cmk/checks/check";
import type { CheckId } from "@/lib/cmk/checks/check-ids";
import type { Verdict } from "@/lib/cmk/compliance";
import type { Cause, Coming, ComingKind, Danger, LiveException } from "@/lib/cmk/compliance/compliance-views";
import type { PartId } from "@/lib/cmk/parts";
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
};

/** What ends or turns by itself after `at`, the next first: keys, and exceptions that hold. */
export async function listComing(tx: Transaction, at: Date, limit: number): Promise<Coming[]> {
  const rows = await prismaOf(tx).$queryRaw<ComingRow[]>`
    with next as (
      (select organisation_id, kind, at, part, subject from coming_events where at > ${at} order by at limit ${limit}::int)
      union all
      (select organisation_id, 'exception-ends', expires_at, part, check_id from check_exceptions
        where approved and ended_at is null and expires_at > ${at} order by expires_at limit ${limit}::int)
    )
    select o.id::text, o.name, n.kind, n.at, n.part, n.subject from next n
    join organisations o on o.id = n.organisation_id order by n.at, o.name limit ${limit}::int`;
  return rows.map(({ id, name, at: moment, ...row }) => ({
    ...row,
    organisation: { id, name },
    at: moment.toISOString(),
  }));
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

/** Exceptions that hold, the next to end first, and how many there are. */
export async function listHeldExceptions(
  tx: Transaction,
  at: Date,
  limit: number,
): Promise<{ rows: LiveException[]; total: number }> {
  const rows = await prismaOf(tx).$queryRaw<ExceptionRow[]>`
    select e.id::text, o.id::text as organisation_id, o.name, e.part, e.check_id, e.owner_name, e.decided_by_name,
      e.expires_at, (count(*) over ())::int as total
    from check_exceptions e join organisations o on o.id = e.organisation_id
    where e.approved and e.ended_at is null and e.expires_at > ${at}
    order by e.expires_at, e.id limit ${limit}::int`;
  return {
    total: rows[0]?.total ?? 0,
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
