import "server-only";
import type { PartId } from "@/lib/cmk/parts";
import { prismaOf, type Transaction } from "./transaction";

/** Something that a vendor is still busy with, so that it is worth looking again soon. */
export type Unsettled = { organisationId: string; part: PartId; what: "enablement" | "vault" };

/** In scope: configurations that Adobe has not brought to an end, and vaults that Azure is still making. */
export async function listUnsettled(tx: Transaction, limit = 500): Promise<Unsettled[]> {
  return prismaOf(tx).$queryRaw<Unsettled[]>`
    select organisation_id as "organisationId", part,
      case subject when 'config' then 'enablement' else 'vault' end as what
    from observations
    where newest and facts -> 'value' ->> 'exists' = 'true' and (
      subject = 'config' and coalesce(facts -> 'value' ->> 'status', '') not in ('COMPLETED', 'FAILED')
      or subject = 'vault' and facts -> 'value' ->> 'provisioningState' <> 'Succeeded')
    order by last_observed_at
    limit ${limit}`;
}
