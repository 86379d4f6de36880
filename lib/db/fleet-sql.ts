import "server-only";

/**
 * Parameters: ids (uuid[] or null), name pattern, danger, now, when a key that ends is near, when a look is old, offset,
 * how many. Row-level security holds for every table in it. Dangers are those of lib/cmk/findings/danger.ts.
 */
export const FLEET_SQL = `
with o as (
  select id, name, ims_org_id from organisations
  where ($1::uuid[] is null or id = any ($1::uuid[]))
    and ($2::text is null or name ilike $2 or ims_org_id ilike $2)
), f as (
  select organisation_id, count(*)::int as open,
    count(*) filter (where failure_class = 'purge') as purge,
    count(*) filter (where failure_class = 'recoverable') as recoverable
  from findings f
  where status = 'open' and severity <> 'info' and not exists (
    select from check_exceptions e
    where e.organisation_id = f.organisation_id and e.part = f.part and e.check_id = f.check_id
      and e.approved and e.ended_at is null and e.expires_at > $4::timestamptz)
  group by organisation_id
), k as (
  select organisation_id, min(facts -> 'value' ->> 'expires') as ends_at
  from observations where newest and subject = 'key' group by organisation_id
), s as (
  select distinct organisation_id from check_standings
), judged as (
  select o.id, o.name, o.ims_org_id, coalesce(f.open, 0) as open, k.ends_at,
    greatest(w.last_critical_at, w.last_full_at) as looked_at,
    case
      when f.purge > 0 then 'purge'
      when s.organisation_id is null then 'in-setup'
      when k.ends_at::timestamptz <= $5::timestamptz then 'key-ends'
      when f.recoverable > 0 then 'recoverable'
      when f.open > 0 then 'open'
      when greatest(w.last_critical_at, w.last_full_at) > $6::timestamptz then 'calm'
      else 'not-seen'
    end as danger
  from o
    left join f on f.organisation_id = o.id
    left join k on k.organisation_id = o.id
    left join s on s.organisation_id = o.id
    left join watches w on w.organisation_id = o.id
), page as (
  select * from judged where $3::text is null or danger = $3
  order by array_position(array['purge', 'key-ends', 'recoverable', 'open', 'not-seen', 'calm', 'in-setup'], danger),
    ends_at nulls last, open desc, name, id
  offset $7::int limit $8::int
)
select
  (select json_object_agg(danger, n) from (select danger, count(*)::int as n from judged group by danger) c) as counts,
  (select json_agg(json_build_object('id', id, 'name', name, 'imsOrgId', ims_org_id, 'danger', danger, 'open', open,
    'endsAt', ends_at, 'lookedAt', looked_at)
    order by array_position(array['purge', 'key-ends', 'recoverable', 'open', 'not-seen', 'calm', 'in-setup'], danger),
      ends_at nulls last, open desc, name, id) from page) as rows`;

/** Parameters: ids, now. The worst open finding of each organisation, with its newest alert. */
export const WORST_SQL = `
select distinct on (f.organisation_id) f.organisation_id::text as "organisationId", f.part, f.check_id as "check",
  f.severity, f.failure_class as "failureClass", f.reason, f.opened_at as "openedAt",
  (select a.id::text from alerts a where a.finding_id = f.id order by a.opened_at desc limit 1) as "alertId"
from findings f
where f.status = 'open' and f.severity <> 'info' and f.organisation_id = any ($1::uuid[]) and not exists (
  select from check_exceptions e
  where e.organisation_id = f.organisation_id and e.part = f.part and e.check_id = f.check_id
    and e.approved and e.ended_at is null and e.expires_at > $2::timestamptz)
order by f.organisation_id, f.failure_class, f.severity, f.opened_at, f.id`;
