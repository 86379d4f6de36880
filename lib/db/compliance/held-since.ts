import "server-only";
import { prismaOf, type Transaction } from "../transaction";

/**
 * Since when nothing that a verdict rests on has changed, ISO 8601, by organisation: so long the verdict has been what
 * it is, even when Clavis was not asked for it before.
 */
export async function heldSince(tx: Transaction, ids: string[]): Promise<Map<string, string>> {
  const rows = await prismaOf(tx).$queryRaw<{ id: string; since: Date }[]>`
    select o.id::text, greatest(o.created_at,
      (select max(b.first_observed_at) from observations b where b.organisation_id = o.id and b.newest),
      (select max(greatest(t.stated_at, t.withdrawn_at)) from statements t where t.organisation_id = o.id),
      (select max(s.updated_at) from setups s where s.organisation_id = o.id),
      (select max(coalesce(a.ended_at, a.started_at)) from attempts a where a.organisation_id = o.id)) as since
    from organisations o where o.id = any (${ids}::uuid[])`;
  return new Map(rows.map(({ id, since }) => [id, since.toISOString()]));
}
