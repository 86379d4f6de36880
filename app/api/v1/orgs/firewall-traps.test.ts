import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { StepView } from "@/lib/cmk/views";
import { type Browser, startTestConsole, type TestConsole } from "@/test/console";

let running: TestConsole;
let admin: Browser;
let step: string;

beforeAll(async () => {
  running = await startTestConsole();
  admin = (await running.signIn("admin@fabrikam.example")).browser;
  const answer = await running.call("GET", "/api/v1/orgs", { browser: admin });
  const { rows } = (await answer.json()) as { rows: { id: string }[] };
  const steps = `/api/v1/orgs/${rows[0]?.id}/setup/aep/steps`;
  await running.call("POST", `${steps}/entitlement/check`, { browser: admin });
  step = `${steps}/vault`;
}, 120_000);
afterAll(() => running?.stop());

async function drift(action: string): Promise<void> {
  const answer = await fetch(`${running.sandbox.doorUrl}/control/drift`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ action, vault: "kv-fabrikam-aep" }),
  });
  expect(answer.status).toBe(200);
}
async function check(): Promise<StepView> {
  return (await (await running.call("POST", `${step}/check`, { browser: admin })).json()) as StepView;
}
const stateOf = (view: StepView, id: string) =>
  view.step.requirements.find((requirement) => requirement.id === id);

test("an address rule that counts for nothing is told apart, and mended without opening more", async () => {
  await drift("disable-public-access");
  const trapped = await check();
  expect(stateOf(trapped, "adobe-address")).toMatchObject({
    state: "unmet",
    reason: { key: "monitor-inert" },
  });
  expect(stateOf(trapped, "trusted-services")?.state).toBe("met");
  expect(trapped.plan?.operations).toMatchObject([
    { op: "update-vault", settings: { publicNetworkAccess: "Enabled" } },
  ]);
  const applied = await running.call("POST", `${step}/apply`, {
    browser: admin,
    headers: { "idempotency-key": randomUUID() },
    body: { planHash: trapped.plan?.hash },
  });
  expect(applied.status).toBe(200);
  const mended = await check();
  // Azure may still go by the rules before: not yet, and not wrong.
  expect(stateOf(mended, "adobe-address")).toMatchObject({
    state: "waiting",
    reason: { key: "firewall-settling" },
  });
  expect(mended.facts.vault).toMatchObject({ value: { defaultAction: "Deny", bypassAzureServices: true } });
});

test("a perimeter shuts Adobe's stores out, whatever the bypass says, and is its owner's to leave", async () => {
  await drift("join-perimeter");
  const view = await check();
  expect(stateOf(view, "no-perimeter")).toMatchObject({ state: "unmet", reason: { key: "perimeter" } });
  expect(stateOf(view, "adobe-address")?.state).toBe("unknown");
  expect(view.step.outcome).toEqual({ kind: "needs", who: "vault-owner", what: "leave-perimeter" });
  expect(view.plan?.operations ?? []).toEqual([]);
});
