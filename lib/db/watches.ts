import "server-only";
import { Prisma } from "./generated/client";
import type { OrganisationId } from "./scope";
import { prismaOf, type Transaction } from "./transaction";

/** How often organisations are looked at, in seconds: what Adobe would act on, and everything. */
export type WatchIntervals = { critical: number; full: number };

export type DueWatch = { organisationId: string; look: "critical" | "full" };

/** Gives every organisation that has none a place in the schedule: spread over the interval by its id. */
export async function ensureWatches(
  tx: Transaction,
  at: Date,
  { critical, full }: WatchIntervals,
): Promise<number> {
  return prismaOf(tx).$executeRaw`
    insert into watches (organisation_id, critical_due_at, full_due_at)
    select o.id,
      ${at}::timestamptz + make_interval(secs => abs(hashtext(o.id::text)::bigint) % ${critical}::int),
      ${at}::timestamptz + make_interval(secs => abs(hashtext('full' || o.id::text)::bigint) % ${full}::int)
    from organisations o
    where not exists (select from watches w where w.organisation_id = o.id)
    on conflict do nothing`;
}

/**
 * Takes the organisations that are due, the longest first, for one worker until `leaseUntil`: then another may take
 * them. None is of an Azure tenant that was asked to be left alone. Between those that are looked at now, at most `perTenant` are of one Azure tenant. What Adobe would act on is
 * looked at alone where something is watched already.
 */
export async function claimDueWatches(
  tx: Transaction,
  { at, leaseUntil, most, perTenant }: { at: Date; leaseUntil: Date; most: number; perTenant: number },
): Promise<DueWatch[]> {
  // Two workers that claim at once would each see none of the other's looks, and take twice as many of a tenant.
  await prismaOf(tx).$executeRaw`select pg_advisory_xact_lock(hashtextextended('clavis.claim-watches', 0))`;
  const rows = await prismaOf(tx).$queryRaw<{ organisation_id: string; is_full: boolean }[]>`
    with resting as (
      select distinct o.azure_tenant_id from watches w join organisations o on o.id = w.organisation_id
      where w.tenant_held_until > ${at}
    ), due as (
      select w.organisation_id, o.azure_tenant_id, w.full_due_at <= ${at} as is_full,
        least(w.critical_due_at, w.full_due_at) as since
      from watches w join organisations o on o.id = w.organisation_id
      where (w.leased_until is null or w.leased_until <= ${at})
        and (w.held_until is null or w.held_until <= ${at})
        and not exists (select from resting r where r.azure_tenant_id = o.azure_tenant_id)
        and (w.full_due_at <= ${at} or (w.critical_due_at <= ${at}
          and exists (select from check_standings s where s.organisation_id = w.organisation_id)))
    ), busy as (
      select o.azure_tenant_id, count(*) as looks
      from watches w join organisations o on o.id = w.organisation_id
      where w.leased_until > ${at} group by 1
    ), ranked as (
      select due.*, coalesce(busy.looks, 0) + row_number() over (partition by due.azure_tenant_id order by since) as place
      from due left join busy using (azure_tenant_id)
    ), chosen as (
      select w.organisation_id, ranked.is_full from watches w join ranked using (organisation_id)
      where ranked.place <= ${perTenant} and (w.leased_until is null or w.leased_until <= ${at})
      order by ranked.since limit ${most} for update of w skip locked
    )
    update watches w set leased_until = ${leaseUntil} from chosen
    where w.organisation_id = chosen.organisation_id
    returning w.organisation_id::text, chosen.is_full`;
  return rows.map((row) => ({
    organisationId: row.organisation_id,
    look: row.is_full ? "full" : "critical",
  }));
}

/** Ends the leases of organisations in scope: they are as due as they were. */
export async function endLeases(tx: Transaction, organisationIds: readonly string[]): Promise<void> {
  await prismaOf(tx).watch.updateMany({
    where: { organisationId: { in: [...organisationIds] } },
    data: { leasedUntil: null },
  });
}

const nextAfter = (due: Prisma.Sql, at: Prisma.Sql, seconds: number) =>
  Prisma.sql`${due} + make_interval(secs => ${seconds}::int * (1 + floor(greatest(0, extract(epoch from ${at} - ${due})) / ${seconds}::int)))`;

/** When what is critical is due again after a look that ended `at`: at the organisation's own place in the interval. */
export function criticalMovedOn(at: Prisma.Sql, { critical }: WatchIntervals): Prisma.Sql {
  return nextAfter(Prisma.sql`critical_due_at`, at, critical);
}

/** Until when an organisation is left alone, and until when all others of its Azure tenant are; null: not at all. */
export type Hold = { heldUntil: Date | null; tenantHeldUntil: Date | null };

/** Ends a look and says when the next one is due: at the organisation's own place in the interval. */
export async function finishWatch(
  tx: Transaction,
  organisationId: OrganisationId,
  { at, look, heldUntil, tenantHeldUntil }: { at: Date; look: DueWatch["look"] } & Hold,
  intervals: WatchIntervals,
): Promise<void> {
  const isFull = look === "full";
  const now = Prisma.sql`${at}::timestamptz`;
  await prismaOf(tx).$executeRaw`
    update watches set leased_until = null, held_until = ${heldUntil}, tenant_held_until = ${tenantHeldUntil},
      critical_due_at = ${criticalMovedOn(now, intervals)},
      last_critical_at = ${at},
      full_due_at = case when ${isFull} then ${nextAfter(Prisma.sql`full_due_at`, now, intervals.full)} else full_due_at end,
      last_full_at = case when ${isFull} then ${at} else last_full_at end
    where organisation_id = ${organisationId}::uuid`;
}

/** Lets the next look at what Adobe would act on be now: something says that it is needed. */
export async function lookSoon(tx: Transaction, organisationId: OrganisationId, at: Date): Promise<void> {
  await prismaOf(tx).watch.updateMany({
    where: { organisationId, criticalDueAt: { gt: at } },
    data: { criticalDueAt: at },
  });
}

/** When an organisation was looked at last, and will be next; null while it has no place in the schedule. */
export async function getWatch(
  tx: Transaction,
  organisationId: OrganisationId,
): Promise<{
  lastCriticalAt: Date | null;
  lastFullAt: Date | null;
  criticalDueAt: Date;
  fullDueAt: Date;
  heldUntil: Date | null;
} | null> {
  return prismaOf(tx).watch.findUnique({ where: { organisationId } });
}
