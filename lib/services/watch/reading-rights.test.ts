import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { VerificationView } from "@/lib/cmk/checks/check-views";
import type { RightsPlanView, RightsResult, RightsView } from "@/lib/cmk/watcher/views";
import { buildSystemContext } from "@/lib/server/build-context";
import { principalId } from "@/sandbox/seed/directory";
import { APPS, AZURE_ROLES, TENANTS } from "@/sandbox/seed/names";
import { type Fabrikam, startFabrikam } from "@/test/fabrikam";
import { watchOrganisation } from "./watch-organisation";

/** Over real HTTP, with the sandbox's own Azure RBAC: what the watching identity may see is what it is given. */

const INTERVALS = { critical: 300, full: 3600 };
const CLAVIS = principalId(APPS.clavis, TENANTS.fabrikam);

let fabrikam: Fabrikam;
let running: Fabrikam["running"];
let owner: Fabrikam["owner"];
let admin: Fabrikam["admin"];
let org: string;

beforeAll(async () => {
  fabrikam = await startFabrikam();
  ({ running, owner, admin, org } = fabrikam);
  await watch();
}, 120_000);
afterAll(() => fabrikam?.stop());

/** What the worker does every hour. */
async function watch(): Promise<void> {
  await watchOrganisation(await buildSystemContext(org), "full", INTERVALS);
}
async function get<T>(path: string, browser = admin): Promise<T> {
  return (await (await running.call("GET", `/api/v1/orgs/${org}/${path}`, { browser })).json()) as T;
}
async function check(id: string) {
  const { parts } = await get<VerificationView>("verification");
  return parts[0]?.rows.find((row) => row.check === id);
}
const plan = async (browser = admin) =>
  running.call("POST", `/api/v1/orgs/${org}/reading-rights/aep/plan`, { browser });
const apply = (planHash: string, browser = admin, key = randomUUID()) =>
  running.call("POST", `/api/v1/orgs/${org}/reading-rights/aep/apply`, {
    browser,
    headers: { "idempotency-key": key },
    body: { planHash },
  });

/** Somebody takes the roles of the watching identity away. */
function takeRoles(): void {
  const { state } = running.sandbox.world;
  state.roleAssignments = state.roleAssignments.filter(({ principalId: holder }) => holder !== CLAVIS);
}
const heldRoles = () =>
  running.sandbox.world.state.roleAssignments
    .filter(({ principalId: holder }) => holder === CLAVIS)
    .map(({ roleDefinitionId, scope }) => [roleDefinitionId, scope.split("/").at(-1)]);
async function lastAudit(action: string) {
  const { rows } = await owner.query(
    "select actor_name, subject, after from audit_entries where organisation_id = $1 and action = $2 order by sequence desc limit 1",
    [org, action],
  );
  return rows[0] ?? null;
}

describe("the watching identity loses its roles", () => {
  test("what it saw before is unknown now, with the right that is lacking, and nothing is an alarm", async () => {
    expect((await check("VLT-03"))?.state).toBe("pass");
    expect((await get<RightsView>("reading-rights")).parts[0]?.lacks).toEqual([]);
    takeRoles();
    await watch();
    expect(await check("VLT-03")).toMatchObject({
      state: "unknown",
      lacks: "Microsoft.KeyVault/vaults/read",
      reason: { key: "failure-refused" },
    });
    for (const id of ["KEY-04", "ROL-01", "VLT-08", "MON-01", "KEY-12", "ROL-04"])
      expect([id, (await check(id))?.state]).toEqual([id, "unknown"]);
    const { parts } = await get<RightsView>("reading-rights");
    expect(parts[0]?.lacks).toContainEqual(
      expect.objectContaining({ right: "Microsoft.KeyVault/vaults/read", way: "role" }),
    );
    const { rows } = await owner.query(
      "select count(*)::int as open from alerts where organisation_id = $1",
      [org],
    );
    expect(rows[0].open).toBe(0);
  });

  test("the same refusal again writes nothing", async () => {
    const stored = async () =>
      (
        await owner.query(
          "select subject, since, at from refused_looks where organisation_id = $1 order by 1, 2",
          [org],
        )
      ).rows;
    const before = await stored();
    expect(before.length).toBeGreaterThan(0);
    await watch();
    expect(await stored()).toEqual(before);
  });

  test("the plan gives read-only roles at the narrowest place, before and after, and as scripts", async () => {
    const view = (await (await plan()).json()) as RightsPlanView;
    const vault = expect.stringMatching(/\/vaults\/kv-fabrikam-aep$/) as string;
    expect(view.plan.operations).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          op: "assign-role",
          roleName: "Key Vault Reader",
          scope: vault,
          principalId: CLAVIS,
        }),
        expect.objectContaining({ op: "assign-role", roleName: "Reader", principalId: CLAVIS }),
      ]),
    );
    expect(view.plan.changes[0]).toMatchObject({
      action: "create",
      before: null,
      permission: "Microsoft.Authorization/roleAssignments/write",
    });
    expect(view.permitted.every(({ allowed }) => allowed === true)).toBe(true);
    for (const format of ["az", "powershell", "terraform", "portal"] as const)
      expect([format, view.scripts?.[format]]).toEqual([format, expect.stringContaining("Key Vault Reader")]);
  });

  test("whoever may not plan or apply is refused, and another organisation's id is nobody's", async () => {
    const support = (await running.signIn("support@contoso.example")).browser;
    const { plan: shown } = (await (await plan()).json()) as RightsPlanView;
    expect((await plan(support)).status).toBe(403);
    expect((await apply(shown.hash, support)).status).toBe(403);
    const stranger = (await running.signIn("admin@contoso.example")).browser;
    expect((await plan(stranger)).status).toBe(404);
    expect((await apply(shown.hash, stranger)).status).toBe(404);
    expect(
      (await running.call("GET", `/api/v1/orgs/${org}/reading-rights`, { browser: stranger })).status,
    ).toBe(404);
    expect(heldRoles()).toEqual([]);
  });

  test("a plan that nobody was shown is refused with the new one, and says so in the trail", async () => {
    const answer = await apply("0".repeat(64));
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({ reason: "stale-plan", plan: { steps: ["aep/role"] } });
    expect(heldRoles()).toEqual([]);
    expect(await lastAudit("reading-right.refused")).toMatchObject({ subject: "aep/role" });
  });

  test("applied with the admin's own token, read back, in the trail; then looking again makes it known", async () => {
    const { plan: shown } = (await (await plan()).json()) as RightsPlanView;
    const key = randomUUID();
    const answer = await apply(shown.hash, admin, key);
    expect(answer.status).toBe(200);
    const result = (await answer.json()) as RightsResult;
    expect(result).toMatchObject({ failure: null, plan: { operations: [] } });
    expect(result.held.map(({ name }) => name).sort()).toEqual([
      "Key Vault Reader",
      "Log Analytics Reader",
      "Reader",
    ]);
    expect(heldRoles()).toContainEqual([AZURE_ROLES.keyVaultReader, "kv-fabrikam-aep"]);
    expect(await lastAudit("reading-right.started")).toMatchObject({
      actor_name: "Fay Admin",
      after: { planHash: shown.hash },
    });
    expect(await lastAudit("reading-right.finished")).toMatchObject({ after: { outcome: { kind: "done" } } });
    expect((await apply(shown.hash, admin, key)).status).toBe(200);
    expect((await apply(shown.hash)).status).toBe(409);
    await expect
      .poll(
        async () => {
          await watch();
          return [(await check("VLT-03"))?.state, (await check("KEY-04"))?.state];
        },
        { timeout: 30_000, interval: 500 },
      )
      .toEqual(["pass", "pass"]);
    expect((await get<RightsView>("reading-rights")).parts[0]?.lacks).toEqual([]);
  }, 60_000);
});

test("an admin who may not give roles is told by Azure, and the attempt says so", async () => {
  takeRoles();
  await watch();
  const { plan: shown } = (await (await plan()).json()) as RightsPlanView;
  const { state } = running.sandbox.world;
  const mine = state.roleAssignments.filter(({ roleDefinitionId }) => roleDefinitionId === AZURE_ROLES.owner);
  for (const one of mine) one.roleDefinitionId = AZURE_ROLES.contributor;
  const view = (await (await plan()).json()) as RightsPlanView;
  expect(view.permitted).toContainEqual(expect.objectContaining({ allowed: false }));
  const result = (await (await apply(shown.hash)).json()) as RightsResult;
  expect(result.failure).toMatchObject({ kind: "refused", vendor: "azure" });
  expect(heldRoles()).toEqual([]);
  for (const one of mine) one.roleDefinitionId = AZURE_ROLES.owner;
});
