import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { StepView } from "@/lib/cmk/views";
import { type Browser, startTestConsole, type TestConsole } from "@/test/console";

/** Adobe says FAILED and no more: the causes are named, the first is mended by its plan, and the key is sent again. */

let running: TestConsole;
let browser: Browser;
let steps: string;

beforeAll(async () => {
  process.env.FIREWALL_PROPAGATION_SECONDS = "1";
  running = await startTestConsole();
  // Adobe takes its time, until somebody has broken something.
  running.sandbox.world.state.settings.enablementStageMs = 600_000;
  browser = (await running.signIn("admin@northwind.example")).browser;
  const answer = await running.call("GET", "/api/v1/orgs", { browser });
  const { rows } = (await answer.json()) as { rows: { id: string }[] };
  steps = `/api/v1/orgs/${rows[0]?.id}/setup/aep/steps`;
}, 120_000);
afterAll(() => running?.stop());

async function check(step: string): Promise<StepView> {
  return (await (await running.call("POST", `${steps}/${step}/check`, { browser })).json()) as StepView;
}
async function checkAll(): Promise<StepView> {
  for (const step of ["entitlement", "vault", "key", "app", "role"]) await check(step);
  return check("submit");
}
async function apply(step: string, body: object): Promise<StepView> {
  const headers = { "idempotency-key": randomUUID() };
  const answer = await running.call("POST", `${steps}/${step}/apply`, { browser, headers, body });
  expect(answer.status).toBe(200);
  return (await answer.json()) as StepView;
}
const send = ({ plan }: StepView) =>
  apply("submit", { planHash: plan?.hash, confirmation: "Northwind Pharma" });

test("FAILED: ranked causes, the repair, and another try that Adobe completes", async () => {
  const ready = await checkAll();
  expect(ready.step.outcome.kind).toBe("ready");
  await send(ready);
  // While Adobe tests its access, somebody shuts Adobe's stores out.
  await fetch(`${running.sandbox.doorUrl}/control/drift`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ action: "close-firewall", vault: "kv-northwind-aep" }),
  });
  running.sandbox.world.state.settings.enablementStageMs = 200;
  const failed = await vi.waitFor(
    async () => {
      const view = await check("enablement");
      expect(view.step.outcome.kind).not.toBe("waiting");
      return view;
    },
    { timeout: 20_000, interval: 300 },
  );
  expect(failed.step.outcome.kind).not.toBe("done");

  const broken = await check("vault");
  const { causes } = await check("enablement");
  expect(causes[0]).toMatchObject({ id: "firewall-bypass", likelihood: "sure", step: "aep/vault" });

  expect(broken.plan?.operations).toMatchObject([
    { op: "update-vault", settings: { bypassAzureServices: true } },
  ]);
  await apply("vault", { planHash: broken.plan?.hash });
  const again = await vi.waitFor(
    async () => {
      const view = await checkAll();
      expect(view.step.outcome.kind).toBe("ready");
      return view;
    },
    { timeout: 20_000, interval: 500 },
  );
  await send(again);
  await vi.waitFor(async () => expect((await check("enablement")).step.outcome.kind).toBe("done"), {
    timeout: 20_000,
    interval: 300,
  });
  expect((await check("enablement")).causes).toEqual([]);
}, 90_000);
