import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Browser, startTestConsole, type TestConsole } from "@/test/console";

let running: TestConsole;
let owner: pg.Client;
let browser: Browser;
let org: string;
beforeAll(async () => {
  running = await startTestConsole();
  browser = (await running.signIn("admin@fabrikam.example")).browser;
  owner = new pg.Client({ connectionString: running.ownerUrl });
  await owner.connect();
  await owner.query("set clavis.organisations = '*'");
  const { rows } = await owner.query("select id from organisations where name = 'Fabrikam Care'");
  org = rows[0].id;
  await owner.query(
    `insert into audit_streams (id, organisation_id, kind, name, target_host, sent_sequence, due_at, created_at)
     values ($1, $2, 'webhook', 'SIEM', 'siem.example', 0, now(), now())`,
    [randomUUID(), org],
  );
  await owner.query(
    `insert into channels (id, organisation_id, kind, name, target_host, min_severity, recipients, updated_at, created_at)
     values ($1, $2, 'webhook', 'SOC', 'soc.example', 'high', '{}', now(), now())`,
    [randomUUID(), org],
  );
}, 120_000);
afterAll(async () => {
  await owner?.end();
  await running?.stop();
});

const logged = async () =>
  (
    await owner.query<{ subject: string }>(
      "select subject from audit_entries where action = 'secret.metadata-read' order by sequence",
    )
  ).rows.map(({ subject }) => subject);

it.each([
  ["", "adobe"],
  ["/configuration", "adobe"],
  ["/channels", "channels"],
  ["/event-feed", "event-feed"],
  ["/audit/settings", "audit-streams"],
])("whoever reads %s was shown what is known of a secret, and that is in the log", async (path, subject) => {
  const answer = await running.call("GET", `/api/v1/orgs/${org}${path}`, { browser });
  expect(answer.status).toBe(200);
  expect(await logged()).toContain(subject);
});

it("is in the log once an hour for each subject", async () => {
  const before = await logged();
  expect(new Set(before).size).toBe(before.length);
  await running.call("GET", `/api/v1/orgs/${org}`, { browser });
  expect(await logged()).toEqual(before);
});
