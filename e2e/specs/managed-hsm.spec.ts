import { routes } from "../../lib/routes";
import { expect, test } from "../fixtures/test";
import { control, resetWorld } from "../fixtures/world";

type Shown = {
  hsms: { name: string; deleted: unknown }[];
  localAssignments: { hsm: string; scope: string; roleDefinitionId: string }[];
  cmkConfigs: { imsOrgId: string; status: string; keyVaultUri: string; keyName: string }[];
};
const ENCRYPTION_USER = "33413926-3206-4cdd-b39a-83574fe37a17";
const KEY = "adobe-cmk";

test("an organisation whose key is in a managed HSM adopts it, sends its key, and gets it back after a deletion", async ({
  page,
  signIn,
  setup,
  say,
}) => {
  test.setTimeout(240_000);
  await resetWorld();
  await signIn.signInAs("admin@contoso.example");
  await setup.onStep("aep", "entitlement");
  await setup.state("aep", "entitlement", "Order 48-2211");
  await setup.onStep("aep", "vault");
  const { panel } = setup;

  // One that nobody has activated is there to be seen, with whose move it is, and not to be chosen.
  const idle = panel.getByRole("radio", { name: /^hsm-contoso-new / });
  await expect(idle).toBeDisabled();
  await expect(panel.getByText(say("reasons.hsm-not-activated"))).toBeVisible();
  await panel.getByRole("radio", { name: /^hsm-contoso westeurope/ }).click();
  await setup.expectRequirement("hsm-activated", "met");
  await expect(setup.requirement("rbac")).toContainText("Managed HSM local RBAC");

  await setup.open("aep", "key");
  await panel.getByRole("radio", { name: new RegExp(`^${KEY} `) }).click();
  await setup.expectRequirement("key-size", "met");

  await setup.open("aep", "app");
  await setup.action("aep", "app").click();
  await setup.onStep("aep", "role");
  await expect(panel.getByRole("row", { name: /Managed HSM Crypto Service Encryption User/ })).toBeVisible();
  await setup.action("aep", "role").click();
  await setup.onStep("aep", "submit");
  const { localAssignments } = await control<Shown>("/state");
  expect(localAssignments).toContainEqual(
    expect.objectContaining({ hsm: "hsm-contoso", scope: `/keys/${KEY}`, roleDefinitionId: ENCRYPTION_USER }),
  );

  // Nothing that sends the key can be copied anywhere: it takes the name, typed here.
  const send = setup.action("aep", "submit");
  await expect(send).toBeDisabled();
  await expect(panel.getByRole("tab", { name: "Azure CLI" })).toBeHidden();
  await panel.getByLabel(say("step.confirmLabel", { name: "Contoso Health" })).fill("Contoso Health");
  await send.click();
  await expect(async () => {
    const { cmkConfigs } = await control<Shown>("/state");
    expect(cmkConfigs.find(({ imsOrgId }) => imsOrgId.startsWith("7F3A"))).toMatchObject({
      status: "COMPLETED",
      keyVaultUri: "https://hsm-contoso.managedhsm.azure.net",
      keyName: KEY,
    });
  }).toPass({ timeout: 30_000 });

  await control("/drift", { action: "delete-vault", vault: "hsm-contoso" });
  await page.goto(routes.step(setup.organisation, "aep", "vault"));
  await panel.getByRole("button", { name: say("step.checkNow") }).click();
  await expect(panel.getByRole("heading", { name: say("recovery.deletedHsm.title") })).toBeVisible({
    timeout: 20_000,
  });
  await panel.getByRole("button", { name: say("recovery.recoverHsm") }).click();
  await expect(async () => {
    const { hsms } = await control<Shown>("/state");
    expect(hsms.find(({ name }) => name === "hsm-contoso")?.deleted).toBeNull();
  }).toPass({ timeout: 30_000 });
});
