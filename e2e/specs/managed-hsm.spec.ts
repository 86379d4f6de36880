import { expect, test } from "../fixtures/test";
import { control, resetWorld } from "../fixtures/world";

type Shown = {
  cmkConfigs: { keyVaultUri: string; keyName: string }[];
  localAssignments: { hsm: string; scope: string; roleDefinitionId: string }[];
};
const ENCRYPTION_USER = "33413926-3206-4cdd-b39a-83574fe37a17";

test("a managed HSM is adopted with its key, given Adobe's local role, and its key is sent", async ({
  setup,
  signIn,
  say,
}) => {
  const { panel } = setup;
  await resetWorld();
  await signIn.signInAs("admin@contoso.example");
  await setup.onStep("aep", "entitlement");
  await setup.state("aep", "entitlement", "Order 48-2211");
  await setup.onStep("aep", "vault");

  // One that nobody has activated is shown, and why it cannot be used.
  await expect(panel.getByRole("radio", { name: /^hsm-contoso-new / })).toBeDisabled();
  await expect(panel.getByText(say("reasons.hsm-not-activated"))).toBeVisible();
  await setup.choose(/^hsm-contoso (?!new)/);
  await setup.expectRequirement("hsm-activated", "met");
  await setup.expectRequirement("purge-protection", "met");

  await setup.open("aep", "key");
  await setup.choose(/^adobe-cmk /);
  await setup.expectRequirement("key-type", "met");

  await setup.open("aep", "app");
  await setup.action("aep", "app").click();
  await setup.onStep("aep", "role");
  await expect(panel.getByText("Managed HSM Crypto Service Encryption User").first()).toBeVisible();
  await panel.getByRole("tab", { name: say("step.formats.az") }).click();
  await expect(panel.getByText(/az keyvault role assignment create --hsm-name hsm-contoso/)).toBeVisible();
  await setup.action("aep", "role").click();
  await setup.onStep("aep", "submit", 60_000);
  const { localAssignments } = await control<Shown>("/state");
  expect(localAssignments).toContainEqual(
    expect.objectContaining({
      hsm: "hsm-contoso",
      scope: "/keys/adobe-cmk",
      roleDefinitionId: ENCRYPTION_USER,
    }),
  );

  await panel.getByLabel(say("step.confirmLabel", { name: "Contoso Health" })).fill("Contoso Health");
  await setup.action("aep", "submit").click();
  await setup.onStep("aep", "enablement", 60_000);
  await setup.expectRequirement("enablement-completed", "met", 60_000);
  const { cmkConfigs } = await control<Shown>("/state");
  expect(cmkConfigs.at(-1)).toMatchObject({
    keyVaultUri: "https://hsm-contoso.managedhsm.azure.net",
    keyName: "adobe-cmk",
  });
});
