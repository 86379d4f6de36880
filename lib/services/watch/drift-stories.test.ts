import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { CheckId } from "@/lib/cmk/checks/check-ids";
import type { StepView } from "@/lib/cmk/views";
import { readWithScope } from "@/lib/db/transaction";
import { buildSystemContext } from "@/lib/server/build-context";
import { STORIES as SANDBOX_STORIES } from "@/sandbox/control/stories";
import { SUBSCRIPTIONS } from "@/sandbox/seed/names";
import { type Browser, startTestConsole, type TestConsole } from "@/test/console";
import { attributeFindings } from "./attribute-findings";
import { watchOrganisation } from "./watch-organisation";

// A look asks vendors some twenty things over real HTTP: on a machine with other work to do that takes a while.
vi.setConfig({ testTimeout: 60_000 });

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
  // Everything once: where the audit events go is known from then on.
  await watchOrganisation(await buildSystemContext(org), "full", INTERVALS);
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
async function look(kind: "critical" | "full" = "critical"): Promise<void> {
  await watchOrganisation(await buildSystemContext(org), kind, INTERVALS);
}
/** Who the logs say did it, as the finding's page shows it. */
async function causeOf(id: CheckId) {
  const { rows } = await owner.query(
    `select id, part::text as part, check_id as "check", opened_at from findings
     where organisation_id = $1 and part = 'aep' and check_id = $2 order by opened_at desc limit 1`,
    [org, id],
  );
  const context = await buildSystemContext(org);
  const finding = { ...rows[0], openedAt: (rows[0].opened_at as Date).toISOString(), since: null };
  const found = await readWithScope(context.scope, (tx) =>
    attributeFindings(tx, context.organisationId, [finding]),
  );
  return found.get(rows[0].id as string);
}
async function drift(action: string, where: object): Promise<void> {
  const answer = await fetch(`${running.sandbox.doorUrl}/control/drift`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ action, ...where }),
  });
  expect([action, answer.status]).toEqual([action, 200]);
}
/** The one-click way back on the sandbox's control page. */
async function undo(): Promise<void> {
  const path = `${running.sandbox.doorUrl}/control/stories`;
  const { happened } = (await (await fetch(path)).json()) as { happened: { id: string }[] };
  const answer = await fetch(`${path}/${happened.at(-1)?.id}/undo`, { method: "POST" });
  expect(answer.status).toBe(200);
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
  /** What the logs call it. */
  operation: string;
  drift: [action: string, where: () => object];
  check: CheckId;
  class: string;
  /** critical unless told. */
  severity?: string;
  reason: string;
  /** What is seen every hour, and not every five minutes. */
  look?: "full";
  /** The step whose plan mends it, or what somebody does elsewhere. */
  mended: string[] | [action: string, where: () => object];
};
const key = () => KEY;
const vault = () => ({ vault: VAULT });
const app = () => ({ appId });

const STORIES: Story[] = [
  {
    name: "the key is disabled",
    operation: "KeyUpdate",
    drift: ["disable-key", key],
    check: "KEY-04",
    class: "purge",
    reason: "key-disabled",
    mended: ["enable-key", key],
  },
  {
    name: "the key expires",
    operation: "KeyUpdate",
    drift: ["expire-key", key],
    check: "KEY-06",
    class: "purge",
    reason: "key-expired",
    mended: ["expire-key-in", () => ({ ...KEY, days: 400 })],
  },
  {
    name: "the role is removed",
    operation: "Microsoft.Authorization/roleAssignments/delete",
    drift: ["remove-role", vault],
    check: "ROL-01",
    class: "purge",
    reason: "role-gone",
    mended: ["role"],
  },
  {
    name: "the firewall is closed",
    operation: "Microsoft.KeyVault/vaults/write",
    drift: ["close-firewall", vault],
    check: "NET-01",
    class: "recoverable",
    reason: "no-bypass",
    mended: ["vault"],
  },
  {
    name: "the application is switched off",
    operation: "Update service principal",
    drift: ["disable-service-principal", app],
    check: "ID-03",
    class: "purge",
    reason: "app-disabled",
    mended: ["enable-service-principal", app],
  },
  {
    name: "the service principal is swapped",
    operation: expect.stringMatching(/^(Add|Remove) service principal$/) as string,
    drift: ["swap-service-principal", app],
    check: "ROL-01",
    class: "purge",
    reason: "role-orphaned",
    mended: ["role"],
  },
  {
    name: "the key may not wrap any more",
    operation: "KeyUpdate",
    drift: ["remove-wrap-op", key],
    check: "KEY-03",
    class: "purge",
    reason: "operations-missing",
    mended: ["undo"],
  },
  {
    name: "the vault joins a network security perimeter",
    operation: "Microsoft.KeyVault/vaults/joinPerimeter/action",
    drift: ["join-perimeter", vault],
    check: "NET-02",
    class: "recoverable",
    reason: "perimeter",
    mended: ["undo"],
  },
  {
    name: "the key is deleted",
    operation: "KeyDelete",
    drift: ["delete-key", key],
    check: "KEY-14",
    class: "purge",
    reason: "key-gone",
    mended: ["undo"],
  },
  {
    name: "the subscription is switched off",
    operation: "Microsoft.Subscription/cancel/action",
    drift: ["disable-subscription", () => ({ subscriptionId: SUBSCRIPTIONS.fabrikam })],
    check: "VLT-11",
    class: "recoverable",
    reason: "subscription-state",
    mended: ["undo"],
  },
  {
    name: "the rotation policy is removed",
    operation: "KeyRotationPolicySet",
    drift: ["drop-rotation-policy", key],
    check: "KEY-08",
    class: "hygiene",
    severity: "high",
    reason: "no-rotation",
    look: "full",
    mended: ["undo"],
  },
  {
    name: "public access is switched off",
    operation: "Microsoft.KeyVault/vaults/write",
    drift: ["disable-public-access", vault],
    check: "NET-03",
    class: "recoverable",
    severity: "high",
    reason: "monitor-inert",
    mended: ["undo"],
  },
  {
    name: "the application is removed",
    operation: "Remove service principal",
    drift: ["delete-service-principal", app],
    check: "ID-01",
    class: "purge",
    reason: "app-gone",
    mended: ["undo"],
  },
  {
    name: "the application has another owner",
    operation: "Update service principal",
    drift: ["change-app-owner", app],
    check: "ID-04",
    class: "hygiene",
    severity: "high",
    reason: "app-owner-changed",
    mended: ["undo"],
  },
  {
    name: "the vault is deleted",
    operation: "Microsoft.KeyVault/vaults/delete",
    drift: ["delete-vault", vault],
    check: "VLT-07",
    class: "purge",
    reason: "vault-soft-deleted-until",
    mended: ["vault", "role"],
  },
];

test("every story of the sandbox's control page is told here", () => {
  expect(STORIES.map(({ drift: [action] }) => action).sort()).toEqual(Object.keys(SANDBOX_STORIES).sort());
});

describe("a drift", () => {
  test.each(STORIES)("$name: found at the next look, and closed once it is mended", async (story) => {
    expect((await findingOf(story.check))?.status ?? "closed").toBe("closed");
    const [action, where] = story.drift;
    const by = `${action}@fabrikam.example`;
    await drift(action, { ...where(), by });
    await look(story.look);
    const attribution = await causeOf(story.check);
    expect(attribution?.causes[0]).toMatchObject({
      operation: story.operation,
      caller: by,
      callerKind: "user",
    });
    expect(await findingOf(story.check)).toEqual({
      status: "open",
      severity: story.severity ?? "critical",
      class: story.class,
      reason: story.reason,
      alert: "open",
    });
    const [first, second] = story.mended;
    if (first === "undo") await undo();
    else if (typeof second === "function") await drift(String(first), second());
    else for (const step of story.mended) await mend(String(step));
    await look(story.look);
    // Nobody but the worker has looked since: one good look closes nothing.
    if (typeof second === "function") expect((await findingOf(story.check))?.status).toBe("open");
    await look(story.look);
    expect(await findingOf(story.check)).toMatchObject({ status: "closed", alert: "resolved" });
  });
});
