import type pg from "pg";

const SQL = [
  `insert into organisations (id, name, ims_org_id, region, shield, cja_bought, azure_tenant_id, azure_subscription_id, created_at, updated_at)
   select gen_random_uuid(), 'Organisation ' || n, upper(lpad(to_hex(n), 24, '0')) || '@AdobeOrg', 'va7', 'healthcare', true,
     gen_random_uuid(), gen_random_uuid(), now() - interval '200 days', now() from generate_series(1, $1::int) n`,
  `create temp table numbered as select id, row_number() over (order by id)::int as n from organisations`,
  `update postures p set stale = false, evaluated_at = now() + interval '1 day', verified_at = now() - make_interval(secs => n % 900),
     since = now() - make_interval(days => n % 120), aep_status = 'complete', cja_status = 'complete',
     verdict = case when n % 50 = 0 then 'at-risk' when n % 20 = 0 then 'in-setup' else 'protected' end
   from numbered where numbered.id = p.organisation_id`,
  `insert into posture_periods (id, organisation_id, verdict, aep_status, cja_status, from_at, to_at)
   select gen_random_uuid(), id, case when s % 2 = 0 then 'protected' else 'at-risk' end, 'complete', 'complete',
     now() - make_interval(hours => 24 * (120 - s * 20) + n % 200),
     case when s < 5 then now() - make_interval(hours => 24 * (120 - s * 20 - 20) + n % 200) end
   from numbered cross join generate_series(0, 5) s`,
  `insert into findings (id, organisation_id, part, check_id, status, severity, failure_class, opened_at, closed_at)
   select gen_random_uuid(), id, 'aep', 'NET-0' || s, (case when s = 1 then 'open' else 'closed' end)::finding_status,
     'high', 'recoverable', now() - make_interval(days => (n + s) % 80),
     case when s > 1 then now() - make_interval(days => (n + s) % 80) + make_interval(mins => n % 300) end
   from numbered cross join generate_series(1, 4) s`,
  `insert into alerts (id, organisation_id, source, kind, part, severity, failure_class, opened_at)
   select gen_random_uuid(), id, 'finding', 'NET-01', 'aep', 'high', 'recoverable', now() from numbered where n % 50 = 0`,
  `insert into coming_events (organisation_id, part, kind, at, subject)
   select id, p::part, k, now() + make_interval(days => 1 + n % 700), 'cmk' from numbered
     cross join unnest(array['aep', 'cja']) p cross join unnest(array['key-expires', 'key-rotates']) k`,
  `insert into check_exceptions (id, organisation_id, part, check_id, owner_name, reason, expires_at, requested_by, requested_by_name,
     requested_at, decided_by, decided_by_name, decided_at, approved)
   select gen_random_uuid(), id, 'aep', 'NET-06', 'Owner', 'A reason that is long enough', now() + interval '30 days',
     gen_random_uuid(), 'Ada', now(), gen_random_uuid(), 'Bob', now(), true from numbered where n % 10 = 0`,
  `insert into check_standings (organisation_id, part, check_id, state, since)
   select id, p::part, c, (case when (n + length(c)) % 40 = 0 then 'fail' else 'pass' end)::check_state, now() from numbered
     cross join unnest(array['aep', 'cja']) p cross join unnest(array['VLT-01', 'VLT-02', 'VLT-03', 'VLT-04', 'VLT-05', 'NET-01',
     'NET-02', 'NET-03', 'NET-04', 'NET-06', 'NET-07', 'KEY-01', 'KEY-02', 'KEY-03', 'KEY-04', 'KEY-05', 'KEY-06', 'KEY-07',
     'KEY-08', 'KEY-13', 'MON-01', 'MON-02', 'MON-03', 'MON-06', 'ROL-01', 'ROL-02']) c`,
  "analyze",
];

/** Fills an empty database with organisations that have been watched for a while: periods, findings, standings. */
export async function fillOrganisations(owner: pg.Client, count: number): Promise<void> {
  await owner.query("set clavis.organisations = '*'");
  for (const sql of SQL) await owner.query(sql, sql.includes("$1") ? [count] : []);
}
