import type pg from "pg";

export const MINE = "01900000-0000-7000-8000-000000000001";

/** Half of the entries belong to one organisation, the rest to two hundred others; a tenth is the system's own. */
const ENTRIES = `
insert into audit_entries (id, organisation_id, sequence, at, actor_kind, actor_id, actor_name, action, subject, before, after,
  correlation_id, previous_hash, hash)
select uuidv7(make_interval(secs => n - $1::int)),
  case when n % 10 = 0 then null when n % 2 = 0 then ids.all_ids[1] else ids.all_ids[2 + n % 200] end,
  n, now() + make_interval(secs => n - $1::int),
  (case when n % 3 = 0 then 'system' else 'user' end)::actor_kind,
  case when n % 3 = 0 then null else ('01900000-0000-7000-9000-' || lpad(to_hex(n % 500), 12, '0'))::uuid end,
  case when n % 3 = 0 then 'Clavis' else 'Person ' || n % 500 end,
  (array['step.apply-started', 'step.apply-finished', 'choice.saved', 'verification.run', 'access.refused',
    'statement.made', 'alert.resolved', 'hand-over.opened', 'policy.changed', 'sign-in.succeeded'])[1 + n % 10],
  (array['aep/vault', 'aep/key', 'aep/role', 'cja/vault', 'cja/ticket', 'KEY-04', 'Contoso Health'])[1 + n % 7],
  jsonb_build_object('vaultName', 'kv-' || n % 5000, 'size', 2048),
  jsonb_build_object('vaultName', 'kv-' || n % 5000, 'size', 3072, 'note', 'rotated key ' || md5(n::text)),
  md5((n / 3)::text), repeat('0', 64), repeat('0', 64)
from generate_series(1, $1::int) as n, (select array_agg(id order by id) as all_ids from organisations) ids`;

/** Fills a migrated, empty database in bulk: triggers and the index of words wait until all is there. */
export async function loadEntries(client: pg.Client, count: number): Promise<void> {
  await client.query("set clavis.organisations = '*'");
  await client.query(`
    insert into organisations (id, name, ims_org_id, region, shield, cja_bought, azure_tenant_id, azure_subscription_id, updated_at)
    select ('01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'Organisation ' || n,
      lpad(upper(to_hex(n)), 24, '0') || '@AdobeOrg', 'va7', 'healthcare', false, uuidv7(), uuidv7(), now()
    from generate_series(1, 201) as n`);
  await client.query("alter table audit_entries disable trigger audit_entries_found_by_words");
  await client.query("drop index audit_words_words_idx");
  await client.query(ENTRIES, [count]);
  await client.query("alter table audit_entries enable trigger audit_entries_found_by_words");
  await client.query(`
    insert into audit_words (entry_id, chain, at, words)
    select e.id, coalesce(e.organisation_id, '00000000-0000-0000-0000-000000000000'), e.at, clavis_audit_words(e)
    from audit_entries e`);
  await client.query(
    `create index audit_words_words_idx on audit_words using gin (words) with (fastupdate = off)`,
  );
  await client.query("vacuum analyze audit_entries, audit_words");
}
