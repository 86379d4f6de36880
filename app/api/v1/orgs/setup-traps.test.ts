import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { SetupView, StepResultView, StepView } from "@/lib/cmk/views";
import { SUBSCRIPTIONS } from "@/sandbox/seed/names";
import { type Browser, startTestConsole, type TestConsole } from "@/test/console";

/** Traps that are met over the API: propagation, throttling, no permission, a stale plan. */

const CMK_OF_CONTOSO = "e463a445-c6ac-4ca2-b36a-b5146fcf6a01";
const CONTOSO_ADMIN = "admin@contoso.example";
let running: TestConsole;
let fabrikam: { browser: Browser; setup: string };

async function enter(upn: string): Promise<{ browser: Browser; setup: string }> {
  const { browser } = await running.signIn(upn);
  const answer = await running.call("GET", "/api/v1/orgs", { browser });
  const { rows } = (await answer.json()) as { rows: { id: string }[] };
  return { browser, setup: `/api/v1/orgs/${rows[0]?.id}/setup` };
}

beforeAll(async () => {
  running = await startTestConsole();
  fabrikam = await enter("admin@fabrikam.example");
  for (const step of ["entitlement", "app"]) await check(fabrikam, step);
}, 120_000);
afterAll(() => running?.stop());

type Who = { browser: Browser; setup: string };

async function check(who: Who, step: string): Promise<StepView> {
  const answer = await running.call("POST", `${who.setup}/aep/steps/${step}/check`, {
    browser: who.browser,
  });
  return (await answer.json()) as StepView;
}

function apply(who: Who, step: string, planHash: string | undefined): Promise<Response> {
  return running.call("POST", `${who.setup}/aep/steps/${step}/apply`, {
    browser: who.browser,
    headers: { "idempotency-key": randomUUID() },
    body: { planHash },
  });
}

async function control(path: string, body: object): Promise<void> {
  const answer = await fetch(`${running.sandbox.doorUrl}/control${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  expect(answer.ok).toBe(true);
}

const throttle = (remaining: number | null) =>
  control("/faults", {
    kind: "status",
    host: "management.azure.com",
    path: "*/vaults/kv-fabrikam-aep",
    status: 429,
    headers: { "retry-after": "1" },
    remaining,
  });

test("propagation: a role that was just given is waited for, with an end, and is no failure", async () => {
  await control("/drift", { action: "remove-role", vault: "kv-fabrikam-aep" });
  const view = await check(fabrikam, "role");
  expect(view.step.outcome).toMatchObject({ kind: "ready" });
  const applied = (await (await apply(fabrikam, "role", view.plan?.hash)).json()) as StepView;
  expect(applied.step.outcome).toMatchObject({ kind: "waiting", reason: "role-propagation" });
  if (applied.step.outcome.kind !== "waiting") throw new Error("no wait");
  expect(Date.parse(applied.step.outcome.until ?? "") - Date.now()).toBeGreaterThan(60_000);
  const { parts } = (await (
    await running.call("GET", fabrikam.setup, { browser: fabrikam.browser })
  ).json()) as SetupView;
  expect(parts[0].steps.find(({ id }) => id === "role")?.outcome.kind).toBe("waiting");
});

test("throttling: a busy Azure is asked again, and when it stays busy that is said, and passes", async () => {
  await throttle(1);
  expect((await check(fabrikam, "vault")).step.outcome.kind).toBe("done");
  expect(running.sandbox.world.state.faults).toEqual([]);

  await throttle(null);
  const busy = await check(fabrikam, "vault");
  expect(busy.step.outcome).toMatchObject({
    kind: "failed",
    failure: { kind: "throttled", status: 429, retryable: true },
  });
  expect(busy.decoding?.errors[0]).toMatchObject({ rule: "throttled" });
  running.sandbox.world.state.faults = [];
  expect((await check(fabrikam, "vault")).step.outcome.kind).toBe("done");
}, 60_000);

test("stale plan: refused with the new one, and nothing is changed", async () => {
  await control("/drift", { action: "close-firewall", vault: "kv-fabrikam-aep" });
  const seen = await check(fabrikam, "vault");
  await control("/drift", { action: "disable-public-access", vault: "kv-fabrikam-aep" });
  const refused = await apply(fabrikam, "vault", seen.plan?.hash);
  expect(refused.status).toBe(409);
  const problem = (await refused.json()) as { reason?: string; details?: { reason?: string } };
  expect(JSON.stringify(problem)).toContain("stale-plan");
  const vault = running.sandbox.world.state.vaults.find(({ name }) => name === "kv-fabrikam-aep");
  expect(vault?.publicNetworkAccess).toBe("Disabled");
  await control("/drift", { action: "open-firewall", vault: "kv-fabrikam-aep" });
});

test("no permission: told before the click with who holds it, refused after it, and decoded", async () => {
  const ada = await enter(CONTOSO_ADMIN);
  const ben = await enter("admin2@contoso.example");
  await running.call("POST", `${ada.setup}/aep/steps/entitlement/statements`, {
    browser: ada.browser,
    body: { reference: "Order 7" },
  });
  await check(ada, "entitlement");
  const planned = await check(ben, "app");
  expect(planned.permitted).toMatchObject([
    {
      permission: "Application.ReadWrite.All",
      allowed: false,
      holders: { actor: "entra-administrator", roles: expect.arrayContaining(["Global Administrator"]) },
    },
  ]);
  const refused = (await (await apply(ben, "app", planned.plan?.hash)).json()) as StepView;
  expect(refused.step.outcome).toMatchObject({ kind: "failed", failure: { kind: "refused" } });
  expect(refused.decoding?.errors[0]).toMatchObject({ rule: expect.any(String), code: expect.any(String) });
  expect(
    running.sandbox.world.state.servicePrincipals.filter(({ appId }) => appId === CMK_OF_CONTOSO),
  ).toEqual([]);
  // Somebody who may does the same, and it is done: no state depends on who did it.
  const able = await check(ada, "app");
  const done = (await (await apply(ada, "app", able.plan?.hash)).json()) as StepView;
  expect(done.step.outcome.kind).toBe("done");
});

test("a subscription that never had a vault is registered by the same plan, and read back", async () => {
  const ada = await enter(CONTOSO_ADMIN);
  const subscription = running.sandbox.world.state.subscriptions.find(
    ({ id }) => id === SUBSCRIPTIONS.contoso,
  );
  if (!subscription) throw new Error("no subscription");
  subscription.registeredProviders = [];
  const planned = await check(ada, "vault");
  expect(planned.plan?.operations.map(({ op }) => op)).toEqual(
    expect.arrayContaining(["register-provider", "create-vault"]),
  );
  expect(planned.permitted).toContainEqual(
    expect.objectContaining({ permission: "Microsoft.KeyVault/register/action", allowed: true }),
  );
  expect(planned.scripts?.az).toContain("az provider register");
  await apply(ada, "vault", planned.plan?.hash);
  expect(subscription.registeredProviders).toContain("Microsoft.KeyVault");
  const answer = await running.call("GET", `${ada.setup}/aep/steps/vault/result`, { browser: ada.browser });
  const { rows } = (await answer.json()) as StepResultView;
  expect(rows.find(({ property }) => property === "provider")).toMatchObject({
    readBack: "Microsoft.KeyVault",
    state: "matches",
  });
}, 60_000);
