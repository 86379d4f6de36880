import "server-only";
import type { FactSubject } from "@/lib/cmk/facts";
import { PART_IDS, type PartId } from "@/lib/cmk/parts";
import type { Remembered } from "@/lib/cmk/recovery/remembered";
import { Prisma } from "./generated/client";
import type { OrganisationId } from "./scope";
import { prismaOf, type Transaction } from "./transaction";

type Row = {
  organisation_id: string;
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
  return rememberedOf(await listRememberedOf(tx, [organisationId], at), organisationId);
}

/** The same of several organisations in scope, in one query; those of which nothing is known are left out. */
export async function listRememberedOf(
  tx: Transaction,
  organisationIds: readonly string[],
  at: Date | null = null,
): Promise<Map<string, Record<PartId, Remembered>>> {
  const rows = await prismaOf(tx).$queryRaw<Row[]>`
    with o as (
      select organisation_id, part, subject, facts -> 'value' as value, first_observed_at as at,
        least(last_observed_at, ${at}::timestamptz) as until
      from observations
      where organisation_id = any (${organisationIds}::uuid[])
        and subject in ('principal', 'vault', 'key', 'extensions')
        and facts ? 'value' ${at ? Prisma.sql`and first_observed_at <= ${at}` : Prisma.empty}
    ), lost as (
      select distinct on (organisation_id, part) organisation_id, part, value -> 'softDeleted' as value, at
      from o where subject = 'vault' and value -> 'softDeleted' ->> 'deletedOn' is not null
      order by organisation_id, part, at desc
    ), all_kinds as (
      (select distinct on (organisation_id, part, value ->> 'appId') organisation_id, part, 'owner' as kind, value, at
        from o where subject = 'principal' and value ->> 'ownerTenantId' is not null
        order by organisation_id, part, value ->> 'appId', at)
      union all
      (select distinct on (organisation_id, part, value ->> 'objectId') organisation_id, part, 'known', value, at
        from o where subject = 'principal' and value ->> 'objectId' is not null
        order by organisation_id, part, value ->> 'objectId', at)
      union all select organisation_id, part, 'lost', value, at from lost
      union all
      (select distinct on (o.organisation_id, o.part, o.subject) o.organisation_id, o.part, o.subject, o.value, o.until
        from o left join lost on lost.organisation_id = o.organisation_id and lost.part = o.part
        where o.subject in ('vault', 'extensions') and coalesce((o.value ->> 'exists')::boolean, true)
          and (lost.at is null or o.at < lost.at)
        order by o.organisation_id, o.part, o.subject, o.at desc)
      union all
      (select distinct on (organisation_id, part) organisation_id, part, subject, value, until
        from o where subject = 'key' and (value ->> 'exists')::boolean order by organisation_id, part, at desc)
    )
    select organisation_id::text, part, kind, value, at from all_kinds`;
  const byOrganisation = new Map<string, Row[]>();
  for (const row of rows) {
    const own = byOrganisation.get(row.organisation_id);
    if (own) own.push(row);
    else byOrganisation.set(row.organisation_id, [row]);
  }
  return new Map([...byOrganisation].map(([id, own]) => [id, byPart(own)]));
}

const byPart = (rows: Row[]) =>
  Object.fromEntries(PART_IDS.map((part) => [part, partOf(rows, part)])) as Record<PartId, Remembered>;

/** What is remembered of one of them: nothing, when it was left out. */
export function rememberedOf(
  found: ReadonlyMap<string, Record<PartId, Remembered>>,
  organisationId: string,
): Record<PartId, Remembered> {
  return found.get(organisationId) ?? byPart([]);
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
