import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { CheckId } from "@/lib/cmk/checks/check-ids";
import type { StepView } from "@/lib/cmk/views";
import { readWithScope } from "@/lib/db/transaction";
import { buildSystemContext } from "@/lib/server/build-context";
import { STORIES as SANDBOX_STORIES } from "@/sandbox/control/stories";
import { STORIES } from "@/test/drift-stories";
import { type Fabrikam, startFabrikam } from "@/test/fabrikam";
import { attributeFindings } from "./attribute-findings";
import { watchOrganisation } from "./watch-organisation";

// A look asks vendors some twenty things over real HTTP: on a machine with other work to do that takes a while.
vi.setConfig({ testTimeout: 60_000 });

const INTERVALS = { critical: 300, full: 3600 };

let fabrikam: Fabrikam;
let running: Fabrikam["running"];
let owner: Fabrikam["owner"];
let admin: Fabrikam["admin"];
let org: string;
let appId: string;

beforeAll(async () => {
  fabrikam = await startFabrikam();
  ({ running, owner, admin, org } = fabrikam);
  // Everything once: where the audit events go is known from then on.
  await watchOrganisation(await buildSystemContext(org), "full", INTERVALS);
  await look();
  const step = await check("app");
  const seen = step.facts.principal;
  appId = seen && "value" in seen && seen.value.exists ? seen.value.appId : "";
}, 120_000);
afterAll(() => fabrikam?.stop());

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

test("every story of the sandbox's control page is told here", () => {
  expect(STORIES.map(({ drift: [action] }) => action).sort()).toEqual(Object.keys(SANDBOX_STORIES).sort());
});

describe("a drift", () => {
  test.each(STORIES)("$name: found at the next look, and closed once it is mended", async (story) => {
    expect((await findingOf(story.check))?.status ?? "closed").toBe("closed");
    const [action, where] = story.drift;
    const by = `${action}@fabrikam.example`;
    await drift(action, { ...where({ appId }), by });
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
    else if (typeof second === "function") await drift(String(first), second({ appId }));
    else for (const step of story.mended) await mend(String(step));
    await look(story.look);
    // Nobody but the worker has looked since: one good look closes nothing.
    if (typeof second === "function") expect((await findingOf(story.check))?.status).toBe("open");
    await look(story.look);
    expect(await findingOf(story.check)).toMatchObject({ status: "closed", alert: "resolved" });
  });
});
