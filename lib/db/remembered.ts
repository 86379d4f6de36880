import "server-only";
import type { FactSubject } from "@/lib/cmk/facts";
import { PART_IDS, type PartId } from "@/lib/cmk/parts";
import type { Remembered } from "@/lib/cmk/recovery/remembered";
import type { OrganisationId } from "./scope";
import { prismaOf, type Transaction } from "./transaction";

type Row = {
  part: PartId;
  kind: "owner" | "known" | "lost" | FactSubject;
  value: Record<string, unknown>;
  at: Date;
};

/**
 * What earlier observations tell of both parts: the first owner of each application and its principals, when the vault was last seen
 * deleted, and what vault and key were like before. One query, over an organisation's own history; with `at`, over
 * what was known at that moment.
 */
export async function listRemembered(
  tx: Transaction,
  organisationId: OrganisationId,
  at: Date | null = null,
): Promise<Record<PartId, Remembered>> {
  const rows = await prismaOf(tx).$queryRaw<Row[]>`
    with o as (
      select part, subject, facts -> 'value' as value, first_observed_at as at,
        least(last_observed_at, ${at}::timestamptz) as until
      from observations
      where organisation_id = ${organisationId}::uuid and subject in ('principal', 'vault', 'key', 'extensions')
        and facts ? 'value' and (${at}::timestamptz is null or first_observed_at <= ${at}::timestamptz)
    ), lost as (
      select distinct on (part) part, value -> 'softDeleted' as value, at
      from o where subject = 'vault' and value -> 'softDeleted' ->> 'deletedOn' is not null
      order by part, at desc
    )
    (select distinct on (part, value ->> 'appId') part, 'owner' as kind, value, at
      from o where subject = 'principal' and value ->> 'ownerTenantId' is not null
      order by part, value ->> 'appId', at)
    union all
    (select distinct on (part, value ->> 'objectId') part, 'known', value, at
      from o where subject = 'principal' and value ->> 'objectId' is not null
      order by part, value ->> 'objectId', at)
    union all select part, 'lost', value, at from lost
    union all
    (select distinct on (o.part, o.subject) o.part, o.subject, o.value, o.until
      from o left join lost on lost.part = o.part
      where o.subject in ('vault', 'extensions') and coalesce((o.value ->> 'exists')::boolean, true)
        and (lost.at is null or o.at < lost.at)
      order by o.part, o.subject, o.at desc)
    union all
    (select distinct on (part) part, subject, value, until
      from o where subject = 'key' and (value ->> 'exists')::boolean order by part, at desc)`;
  return Object.fromEntries(PART_IDS.map((part) => [part, partOf(rows, part)])) as Record<PartId, Remembered>;
}

function partOf(rows: Row[], part: PartId): Remembered {
  const own = rows.filter((row) => row.part === part);
  const one = (kind: Row["kind"]) => {
    const row = own.find((candidate) => candidate.kind === kind);
    return row ? { value: row.value as never, at: row.at.toISOString() } : null;
  };
  const owners = own.flatMap(({ kind, value, at }) =>
    kind === "owner"
      ? [[String(value.appId), { value: String(value.ownerTenantId), at: at.toISOString() }] as const]
      : [],
  );
  return {
    owners: Object.fromEntries(owners),
    principals: own.flatMap(({ kind, value }) => (kind === "known" ? [String(value.objectId)] : [])),
    lost: one("lost"),
    vault: one("vault"),
    extensions: one("extensions"),
    key: one("key"),
  };
}
