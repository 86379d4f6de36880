import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { VerificationRunView } from "@/lib/cmk/checks/verification-run";
import type { FindingPage, FindingView } from "@/lib/cmk/findings/finding-views";
import { buildSystemContext } from "@/lib/server/build-context";
import type { Browser } from "@/test/console";
import { type Fabrikam, startFabrikam } from "@/test/fabrikam";
import { runVerification } from "./run-verification";
import { watchOrganisation } from "./watch-organisation";

// A look asks vendors some twenty things over real HTTP: on a machine with other work to do that takes a while.
vi.setConfig({ testTimeout: 60_000 });

const INTERVALS = { critical: 300, full: 3600 };
let fabrikam: Fabrikam;
let running: Fabrikam["running"];
let owner: Fabrikam["owner"];
let admin: Fabrikam["admin"];
let leader: Browser;
let stranger: Browser;
let org: string;

beforeAll(async () => {
  fabrikam = await startFabrikam();
  ({ running, owner, admin, org } = fabrikam);
  leader = (await running.signIn("leader@contoso.example")).browser;
  stranger = (await running.signIn("admin@northwind.example")).browser;
}, 120_000);
afterAll(() => fabrikam?.stop());

const path = (rest: string) => `/api/v1/orgs/${org}/${rest}`;
async function read<T>(rest: string, browser = admin): Promise<T> {
  const answer = await running.call("GET", path(rest), { browser });
  expect([rest, answer.status]).toEqual([rest, 200]);
  return (await answer.json()) as T;
}
const system = () => buildSystemContext(org);
async function ask(browser = admin) {
  return running.call("POST", path("verifications"), { browser });
}

describe("checking everything now", () => {
  test("is refused to leaders, is not there for strangers, and is in the trail once", async () => {
    expect((await ask(leader)).status).toBe(403);
    expect((await ask(stranger)).status).toBe(404);
    const first = ((await (await ask()).json()) as { run: VerificationRunView }).run;
    const second = ((await (await ask()).json()) as { run: VerificationRunView }).run;
    expect(first).toMatchObject({ status: "queued", done: 0, total: 15 });
    expect(second.id).toBe(first.id);
    const { rows } = await owner.query(
      "select count(*)::int as n from audit_entries where organisation_id = $1 and action = 'verification.run'",
      [org],
    );
    expect(rows[0].n).toBe(1);
  });
  test("a worker takes it, two do not, and it says how far it is", async () => {
    const seen: string[] = [];
    const watching = setInterval(
      () =>
        void read<{ run: VerificationRunView }>("verifications").then(({ run }) =>
          seen.push(run.current ?? ""),
        ),
      60,
    );
    await Promise.all([runVerification(await system()), runVerification(await system())]);
    clearInterval(watching);
    const { run } = await read<{ run: VerificationRunView }>("verifications");
    expect(run).toMatchObject({ status: "succeeded", done: 15, total: 15, current: null });
    expect(new Set(seen.filter(Boolean)).size).toBeGreaterThan(1);
  });
  test("one whose worker died is taken by the next", async () => {
    await ask();
    await owner.query(
      "update verifications set status = 'running', done = 4, requested_at = now() - interval '6 minutes' where status = 'queued'",
    );
    await runVerification(await system());
    const { run } = await read<{ run: VerificationRunView }>("verifications");
    expect(run).toMatchObject({ status: "succeeded", done: 15 });
  });
});

describe("findings", () => {
  test("two workers that look at once open one finding, with one history and one alert", async () => {
    const answer = await fetch(`${running.sandbox.doorUrl}/control/stories`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ action: "disable-key", vault: "kv-fabrikam-aep", by: "kim@fabrikam.example" }),
    });
    expect(answer.status).toBe(200);
    await Promise.all([1, 2].map(async () => watchOrganisation(await system(), "critical", INTERVALS)));
    const { rows } = await owner.query(
      `select (select count(*)::int from finding_events e where e.finding_id = f.id) as events,
         (select count(*)::int from alerts a where a.finding_id = f.id) as alerts
       from findings f where f.organisation_id = $1 and f.check_id = 'KEY-04'`,
      [org],
    );
    expect(rows).toEqual([{ events: 1, alerts: 1 }]);
  });
  test("are listed worst first with who did it, and one tells what changed", async () => {
    const page = await read<FindingPage>("findings?status=open&sort=urgency", leader);
    expect(page.rows[0]).toMatchObject({ check: "KEY-04", severity: "critical", status: "open" });
    expect(page.rows[0]?.cause).toMatchObject({ operation: "KeyUpdate", caller: "kim@fabrikam.example" });
    const one = await read<FindingView>(`findings/${page.rows[0]?.id}`);
    expect(one.history.map(({ kind }) => kind)).toEqual(["opened"]);
    expect(one.changes).toContainEqual(
      expect.objectContaining({ subject: "key", property: "enabled", before: "true", after: "false" }),
    );
    expect(one.attribution.causes[0]?.caller).toBe("kim@fabrikam.example");
  });
  test("filters narrow, a foreign organisation is not there, nonsense is refused", async () => {
    expect((await read<FindingPage>("findings?check=KEY-04&part=cja")).rows).toEqual([]);
    const answer = (rest: string, browser: Browser) => running.call("GET", path(rest), { browser });
    expect((await answer("findings", stranger)).status).toBe(404);
    expect((await answer(`findings/${org}`, admin)).status).toBe(404);
    expect((await answer("findings?sort=best", admin)).status).toBe(422);
    expect((await answer("findings?cursor=x", admin)).status).toBe(422);
  });
  test("proof of use comes from the vault's own log", async () => {
    const { rows } = await owner.query(
      "select operation from key_uses where organisation_id = $1 and part = 'aep' order by 1",
      [org],
    );
    expect(rows.map(({ operation }) => operation)).toEqual(["KeyUnwrap", "KeyWrap"]);
    const seen = await read<{ parts: { part: string; rows: { check: string; state: string }[] }[] }>(
      "verification",
    );
    const row = seen.parts[0]?.rows.find(({ check }) => check === "MON-07");
    expect(row?.state).toBe("pass");
  });
});
