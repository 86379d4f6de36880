import "server-only";

/** Row-level security holds for every table in it; the joins by organisation_id only group what it lets through. */
const overviewOf = (organisations: string) => `
with o as (${organisations})
select
  json_build_object('id', o.id, 'name', o.name, 'imsOrgId', o.ims_org_id, 'region', o.region, 'shield', o.shield,
    'cjaBought', o.cja_bought, 'azureTenantId', o.azure_tenant_id, 'azureSubscriptionId', o.azure_subscription_id,
    'createdAt', o.created_at, 'updatedAt', o.updated_at, 'revision', o.revision) as organisation,
  (select json_build_object('clientId', s.name, 'savedAt', coalesce(s.rotated_at, s.created_at),
      'endsOn', s.ends_on)
    from secrets s where s.organisation_id = o.id and s.kind = 'adobe') as credential,
  (select json_build_object('status', f.status, 'at', f.status_at)
    from event_feeds f where f.organisation_id = o.id and f.status_at is not null) as event_feed,
  (select json_agg(json_build_object('part', s.part, 'choices', s.choices, 'revision', s.revision))
    from setups s where s.organisation_id = o.id) as setups,
  (select json_agg(json_build_object('part', b.part, 'subject', b.subject, 'facts', b.facts, 'source', b.source,
      'at', b.last_observed_at))
    from observations b where b.organisation_id = o.id and b.newest) as observations,
  (select json_agg(json_build_object('part', t.part, 'id', t.id, 'step', t.step, 'reference', t.reference,
      'text', t.text, 'statedOn', t.stated_on, 'statedByName', t.stated_by_name, 'statedAt', t.stated_at)
      order by t.stated_at, t.id)
    from statements t where t.organisation_id = o.id and t.withdrawn_at is null) as statements,
  (select json_agg(json_build_object('part', a.part, 'step', a.step, 'id', a.id, 'status', a.status,
      'planHash', a.plan_hash, 'startedByName', a.started_by_name, 'startedAt', a.started_at, 'endedAt', a.ended_at,
      'outcome', a.outcome))
    from (select distinct on (part, step) * from attempts x where x.organisation_id = o.id
          order by part, step, started_at desc, id desc) a) as attempts,
  (select json_agg(json_build_object('part', r.part, 'id', r.id, 'status', r.status, 'currentStep', r.current_step,
      'startedByName', r.started_by_name, 'planHash', r.plan_hash, 'message', r.message, 'createdAt', r.created_at,
      'updatedAt', r.updated_at, 'nextAt', r.next_at))
    from (select distinct on (part) * from runs y where y.organisation_id = o.id
          order by part, created_at desc, id desc) r) as runs
from o
order by o.name, o.id`;

/** Parameters: ids (uuid[] or null), name pattern, name and id to continue after, how many. */
export const OVERVIEW_SQL = overviewOf(`
  select * from organisations
  where ($1::uuid[] is null or id = any ($1::uuid[]))
    and ($2::text is null or name ilike $2 or ims_org_id ilike $2 or region ilike $2)
    and ($3::text is null or (name, id) > ($3::text, $4::uuid))
  order by name, id
  limit $5::int
`);

/** The same of one organisation, by its id: what every page of one asks, so it is planned once. */
export const ONE_OVERVIEW_SQL = overviewOf("select * from organisations where id = $1::uuid");
