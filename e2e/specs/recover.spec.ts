import { routes } from "../../lib/routes";
import { expect, test } from "../fixtures/test";
import { control, resetWorld } from "../fixtures/world";

type Shown = {
  vaults: { name: string }[];
  servicePrincipals: { id: string; appId: string; tenantId: string }[];
  roleAssignments: { scope: string; principalId: string; roleDefinitionId: string; createdOn: string }[];
};
const CONTOSO = "11111111-aaaa-4aaa-8aaa-000000000001";
const CMK_APP = "e463a445-c6ac-4ca2-b36a-b5146fcf6a01";
const ENCRYPTION_USER = "e147488a-f6f5-4113-8e2d-b22465e65bf6";

/** Who holds Adobe's role on the vault, and Adobe's principal, as Azure and Entra have them. */
async function truth(vault: string) {
  const { servicePrincipals, roleAssignments } = await control<Shown>("/state");
  const held = roleAssignments.filter(
    (one) => one.scope.endsWith(`/vaults/${vault}`) && one.roleDefinitionId === ENCRYPTION_USER,
  );
  return {
    principal: servicePrincipals.find((one) => one.appId === CMK_APP && one.tenantId === CONTOSO)?.id,
    holders: held.map((one) => one.principalId),
    youngest: Math.max(...held.map((one) => Date.parse(one.createdOn))),
  };
}

test.beforeEach(async ({ signIn, setup }) => {
  await resetWorld();
  await signIn.signInAs("admin@contoso.example");
  await setup.onStep("aep", "entitlement");
  await setup.state("aep", "entitlement", "Order 48-2211");
  await setup.onStep("aep", "vault");
});

test("a deleted vault comes back with Adobe's role, and a principal that was made again gets it too", async ({
  setup,
  say,
}) => {
  const { page, panel } = setup;
  await page.getByRole("button", { name: say("runs.applyAll") }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: say("runs.apply"), exact: true })
    .click();
  await setup.onStep("aep", "submit", 90_000);
  await setup.open("aep", "role");
  await setup.expectRequirement("role-effective", "met", 30_000);
  const { vaults } = await control<Shown>("/state");
  const vault = vaults.find(({ name }) => name.startsWith("kv-contoso-aep"))?.name ?? "";

  await control("/drift", { action: "delete-vault", vault });
  await setup.open("aep", "vault");
  await expect(panel.getByRole("heading", { name: say("recovery.deleted.title") })).toBeVisible();
  await expect(panel.getByText(say("recovery.purgeOn"), { exact: true })).toBeVisible();
  await expect(panel.getByRole("row", { name: /Key Vault Crypto Service Encryption User/ })).toBeVisible();
  await panel.getByRole("button", { name: say("recovery.recoverVault") }).click();
  // The page leads on when the step is done.
  await page.waitForURL((url) => !url.pathname.endsWith("/aep/vault"), { timeout: 60_000 });
  const recovered = await truth(vault);
  expect(recovered.holders).toEqual([recovered.principal]);

  // An assignment that may still be on its way is no orphan yet: the window is over first.
  await expect.poll(() => Date.now() - recovered.youngest, { timeout: 30_000 }).toBeGreaterThan(6_000);
  await page.goto(routes.step(setup.organisation, "aep", "role"));
  await control("/drift", { action: "swap-service-principal", appId: CMK_APP, tenantId: CONTOSO });
  await panel.getByRole("button", { name: say("step.checkNow") }).click();
  await expect(setup.requirement("role-assigned")).toContainText(
    say("reasons.role-orphaned", { old: recovered.principal ?? "" }),
    { timeout: 20_000 },
  );
  await expect(panel.getByRole("row", { name: new RegExp(`^${say("step.actions.remove")}`) })).toBeVisible();
  await panel.getByRole("button", { name: say("steps.aep.role.repair"), exact: true }).click();
  await expect(async () => {
    const mended = await truth(vault);
    expect(mended.principal).not.toBe(recovered.principal);
    expect(mended.holders).toEqual([mended.principal]);
  }).toPass({ timeout: 60_000 });
});

test("a name that is somebody else's is said at the field, with one that is free", async ({ setup, say }) => {
  const { panel } = setup;
  await panel.getByText(say("step.editNames")).click();
  await panel.getByLabel(say("step.vaultName")).fill("kv-fabrikam-aep");
  await panel.getByRole("button", { name: say("step.updatePlan") }).click();
  await expect(panel.getByText(say("recovery.nameTaken", { name: "kv-fabrikam-aep" }))).toBeVisible();
  await panel.getByRole("button", { name: say("recovery.useName", { name: "kv-fabrikam-aep-2" }) }).click();
  await expect(setup.action("aep", "vault")).toBeVisible();
});
