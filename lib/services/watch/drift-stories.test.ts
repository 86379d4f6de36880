import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CheckId } from "@/lib/cmk/checks/check-ids";
import type { StepView } from "@/lib/cmk/views";
import { buildSystemContext } from "@/lib/server/build-context";
import { type Browser, startTestConsole, type TestConsole } from "@/test/console";
import { watchOrganisation } from "./watch-organisation";

const INTERVALS = { critical: 300, full: 3600 };
const VAULT = "kv-fabrikam-aep";
const KEY = { vault: VAULT, key: "adobe-cmk" };

let running: TestConsole;
let owner: pg.Client;
let admin: Browser;
let org: string;
let appId: string;

beforeAll(async () => {
  running = await startTestConsole();
  owner = new pg.Client({ connectionString: running.ownerUrl });
  await owner.connect();
  await owner.query("set clavis.organisations = '*'");
  admin = (await running.signIn("admin@fabrikam.example")).browser;
  const answer = await running.call("GET", "/api/v1/orgs", { browser: admin });
  org = ((await answer.json()) as { rows: { id: string }[] }).rows[0]?.id ?? "";
  await look();
  await look();
  const step = await check("app");
  const seen = step.facts.principal;
  appId = seen && "value" in seen && seen.value.exists ? seen.value.appId : "";
}, 120_000);
afterAll(async () => {
  await owner?.end();
  await running?.stop();
});

/** What the worker does every few minutes. */
async function look(): Promise<void> {
  await watchOrganisation(await buildSystemContext(org), "critical", INTERVALS);
}
async function drift(action: string, where: object): Promise<void> {
  const answer = await fetch(`${running.sandbox.doorUrl}/control/drift`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ action, ...where }),
  });
  expect([action, answer.status]).toEqual([action, 200]);
}
async function check(step: string): Promise<StepView> {
  const path = `/api/v1/orgs/${org}/setup/aep/steps/${step}/check`;
  return (await (await running.call("POST", path, { browser: admin })).json()) as StepView;
}
/** The admin applies the plan that a step offers. */
async function mend(step: string): Promise<void> {
  const { plan } = await check(step);
  const answer = await running.call("POST", `/api/v1/orgs/${org}/setup/aep/steps/${step}/apply`, {
    browser: admin,
    headers: { "idempotency-key": randomUUID() },
    body: { planHash: plan?.hash },
  });
  expect([step, answer.status]).toEqual([step, 200]);
}
async function findingOf(id: CheckId) {
  const { rows } = await owner.query(
    `select f.status::text, f.severity::text, f.failure_class::text as class, f.reason->>'key' as reason,
       a.status::text as alert from findings f left join alerts a on a.finding_id = f.id
     where f.organisation_id = $1 and f.part = 'aep' and f.check_id = $2 order by f.opened_at desc limit 1`,
    [org, id],
  );
  return rows[0] ?? null;
}

type Story = {
  name: string;
  drift: [action: string, where: () => object];
  check: CheckId;
  class: string;
  reason: string;
  /** The step whose plan mends it, or what somebody does elsewhere. */
  mended: string[] | [action: string, where: () => object];
};
const key = () => KEY;
const vault = () => ({ vault: VAULT });
const app = () => ({ appId });

const STORIES: Story[] = [
  {
    name: "the key is disabled",
    drift: ["disable-key", key],
    check: "KEY-04",
    class: "purge",
    reason: "key-disabled",
    mended: ["enable-key", key],
  },
  {
    name: "the key expires",
    drift: ["expire-key", key],
    check: "KEY-06",
    class: "purge",
    reason: "key-expired",
    mended: ["expire-key-in", () => ({ ...KEY, days: 400 })],
  },
  {
    name: "the role is removed",
    drift: ["remove-role", vault],
    check: "ROL-01",
    class: "purge",
    reason: "role-gone",
    mended: ["role"],
  },
  {
    name: "the firewall is closed",
    drift: ["close-firewall", vault],
    check: "NET-01",
    class: "recoverable",
    reason: "no-bypass",
    mended: ["vault"],
  },
  {
    name: "the application is switched off",
    drift: ["disable-service-principal", app],
    check: "ID-03",
    class: "purge",
    reason: "app-disabled",
    mended: ["enable-service-principal", app],
  },
  {
    name: "the service principal is swapped",
    drift: ["swap-service-principal", app],
    check: "ROL-01",
    class: "purge",
    reason: "role-gone",
    mended: ["role"],
  },
  {
    name: "the vault is deleted",
    drift: ["delete-vault", vault],
    check: "VLT-07",
    class: "purge",
    reason: "vault-soft-deleted-until",
    mended: ["vault", "role"],
  },
];

describe("a drift", () => {
  test.each(STORIES)("$name: found at the next look, and closed once it is mended", async (story) => {
    expect((await findingOf(story.check))?.status ?? "closed").toBe("closed");
    const [action, where] = story.drift;
    await drift(action, where());
    await look();
    expect(await findingOf(story.check)).toEqual({
      status: "open",
      severity: "critical",
      class: story.class,
      reason: story.reason,
      alert: "open",
    });
    const [first, second] = story.mended;
    if (typeof second === "function") await drift(String(first), second());
    else for (const step of story.mended) await mend(String(step));
    await look();
    // Nobody but the worker has looked since: one good look closes nothing.
    if (typeof second === "function") expect((await findingOf(story.check))?.status).toBe("open");
    await look();
    expect(await findingOf(story.check)).toMatchObject({ status: "closed", alert: "resolved" });
  });
});
