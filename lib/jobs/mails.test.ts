import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestConsole, type TestConsole } from "@/test/console";
import { startWorker, type Worker } from "./start-worker";

/** From what a person does to the mail that arrives: the routes, the worker, and a mail server over real SMTP. */

type Taken = { to: string[]; subject: string; text: string; encrypted: boolean; attachments?: unknown[] };

let running: TestConsole;
let owner: pg.Client;
let worker: Worker;
beforeAll(async () => {
  running = await startTestConsole({ mail: true });
  owner = new pg.Client({ connectionString: running.ownerUrl });
  await owner.connect();
  await owner.query("set clavis.organisations = '*'");
  worker = await startWorker();
}, 120_000);
afterAll(async () => {
  await worker?.stop();
  await owner?.end();
  await running?.stop();
});

async function mailTo(address: string): Promise<Taken | undefined> {
  const answer = await fetch(`${running.sandbox.doorUrl}/mails/all`);
  const { mails } = (await answer.json()) as { mails: Taken[] };
  return mails.find(({ to }) => to.includes(address));
}
const arrives = async (address: string) => {
  await expect.poll(() => mailTo(address), { timeout: 45_000, interval: 500 }).toBeDefined();
  return (await mailTo(address)) as Taken;
};

it("a report that somebody asked for comes when it is due, and its link ends it", async () => {
  const { browser } = await running.signIn("leader@contoso.example");
  const body = { cadence: "weekly", weekday: 1, hour: 7, timeZone: "Europe/Paris", locale: "fr" };
  const asked = await running.call("PUT", "/api/v1/me/report-schedule", { browser, body });
  expect(asked.status).toBe(200);
  expect(await mailTo("leader@contoso.example")).toBeUndefined();
  await owner.query("update report_schedules set next_at = now() - interval '1 minute'");
  const mail = await arrives("leader@contoso.example");
  expect(mail.text).toContain("Aucune organisation sur 3");
  const token = /\/unsubscribe\/([\w-]+)/.exec(mail.text)?.[1] ?? "";
  const ended = await running.call("POST", "/api/v1/report-schedule/end", { body: { token } });
  expect(await ended.json()).toEqual({ ended: true });
  const { rows } = await owner.query("select ended_at is not null as over from report_schedules");
  expect(rows).toEqual([{ over: true }]);
}, 90_000);

it("a mention that nobody has read for a minute comes once, and says nothing to others", async () => {
  const { browser } = await running.signIn("support@contoso.example");
  const { rows: orgs } = await owner.query("select id from organisations where name = 'Fabrikam Care'");
  const path = `/api/v1/orgs/${orgs[0].id}/notes`;
  const text = "@admin@fabrikam.example who disabled the key?";
  expect((await running.call("POST", path, { browser, body: { text } })).status).toBe(201);
  expect(await mailTo("admin@fabrikam.example")).toBeUndefined();
  await owner.query("update inbox_items set at = at - interval '2 minutes'");
  const mail = await arrives("admin@fabrikam.example");
  expect(mail.to).toEqual(["admin@fabrikam.example"]);
  expect(mail.text).toContain("who disabled the key?");
  await expect
    .poll(async () => (await owner.query("select mailed_at is not null as sent from inbox_items")).rows)
    .toEqual([{ sent: true }]);
}, 90_000);
