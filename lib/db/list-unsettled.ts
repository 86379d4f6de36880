import "server-only";
import type { PartId } from "@/lib/cmk/parts";
import { prismaOf, type Transaction } from "./transaction";

/** Something that a vendor, or somebody else, is still busy with, so that it is worth looking again soon. */
export type Unsettled = {
  organisationId: string;
  part: PartId;
  what: "enablement" | "vault" | "firewall" | "role" | "app";
};

/** How long roles, apps and firewalls are looked after; then a person, or the hourly verification, looks again. */
const BOUND_HOURS = 24;

/**
 * In scope: configurations that Adobe has not brought to an end, vaults that Azure is still making, firewalls that
 * were just changed, and for a day after they were first seen so: an app that is missing, a role that is missing or
 * new. The longer something stands, the rarer it is looked at: each look is a sixth of its age after the one before.
 */
export async function listUnsettled(
  tx: Transaction,
  { now = new Date(), firewallSeconds = 600, roleSeconds = 600, limit = 500 } = {},
): Promise<Unsettled[]> {
  return prismaOf(tx).$queryRaw<Unsettled[]>`
    with seen as (
      select organisation_id, part, subject, facts -> 'value' as value, last_observed_at,
        ${now}::timestamptz - first_observed_at < make_interval(hours => ${BOUND_HOURS}::int)
          and ${now}::timestamptz - last_observed_at
            >= greatest(interval '10 seconds', (last_observed_at - first_observed_at) / 6) as due
      from observations where newest)
    select organisation_id as "organisationId", part,
      case
        when subject = 'config' then 'enablement'
        when subject = 'principal' then 'app'
        when subject = 'assignments' then 'role'
        when value ->> 'provisioningState' <> 'Succeeded' then 'vault'
        else 'firewall' end as what
    from seen
    where subject = 'config' and value ->> 'exists' = 'true'
        and coalesce(value ->> 'status', '') not in ('COMPLETED', 'FAILED')
      or subject = 'vault' and value ->> 'exists' = 'true' and (
        value ->> 'provisioningState' <> 'Succeeded'
        or due and last_observed_at
          < (value -> 'settling' ->> 'since')::timestamptz + make_interval(secs => ${firewallSeconds}::int))
      or subject = 'principal' and value ->> 'exists' = 'false' and due
      or subject = 'assignments' and due and not exists (
        select from jsonb_array_elements(value -> 'list') as held
        where lower(held ->> 'roleDefinitionId') = 'e147488a-f6f5-4113-8e2d-b22465e65bf6'
          and (held ->> 'createdOn' is null or (held ->> 'createdOn')::timestamptz
            + make_interval(secs => ${roleSeconds}::int) <= last_observed_at))
    order by last_observed_at
    limit ${limit}`;
}
