import type pg from "pg";

/** What was seen of one organisation of a customer holds for its others: it is the same vault and key. */
export async function copySeen(owner: pg.Client): Promise<void> {
  const pairs = `(select o.id, first_value(o.id) over (partition by o.azure_subscription_id
      order by (w.last_full_at is null), o.id) as seen from organisations o join watches w on w.organisation_id = o.id
      where o.name like 'Fleet %') p where p.id <> p.seen`;
  await owner.query(
    `insert into observations (id, organisation_id, part, subject, facts, hash, source, first_observed_at, last_observed_at, newest)
     select gen_random_uuid(), p.id, b.part, b.subject, b.facts, b.hash, b.source, b.first_observed_at, b.last_observed_at, b.newest
     from (select * from ${pairs}) p join observations b on b.organisation_id = p.seen and b.newest`,
  );
  await owner.query(
    `insert into check_standings (organisation_id, part, check_id, state, since)
     select p.id, s.part, s.check_id, s.state, s.since
     from (select * from ${pairs}) p join check_standings s on s.organisation_id = p.seen`,
  );
  await owner.query(
    `insert into findings (id, organisation_id, part, check_id, severity, failure_class, observed, reason, opened_at)
     select gen_random_uuid(), p.id, f.part, f.check_id, f.severity, f.failure_class, f.observed, f.reason, f.opened_at
     from (select * from ${pairs}) p join findings f on f.organisation_id = p.seen and f.status = 'open'`,
  );
  await owner.query("analyze");
}
