import { expect, test } from "../fixtures/test";
import { control, resetWorld } from "../fixtures/world";

test("an expiring key is shown, given a coherent policy and more time, and rotated with the old version kept", async ({
  page,
  signIn,
  setup,
  say,
}) => {
  await resetWorld();
  await signIn.signInAs("admin@contoso.example");
  await setup.onStep("aep", "entitlement");
  await setup.state("aep", "entitlement", "Order 48-2211");
  await setup.onStep("aep", "vault");
  await setup.action("aep", "vault").click();
  await setup.onStep("aep", "key");
  await setup.action("aep", "key").click();
  await setup.onStep("aep", "app", 60_000);

  const stored = await page.request.get(`/api/v1/orgs/${setup.organisation}/setup/aep/steps/key`);
  const { vault, key } = (await stored.json()).choices.complete;
  const place = { vault: vault.name, key: key.name };
  for (const action of ["open-firewall", "drop-rotation-policy", "expire-key-in"])
    await control("/drift", { action, ...place, days: 23.5 });

  await setup.open("aep", "key");
  const { panel } = setup;
  const button = (name: string) => panel.getByRole("button", { name: say(name), exact: true });
  await expect(panel.getByText(/The key expires in 23 days/).first()).toBeVisible();
  await expect(panel.getByText(say("keyLife.effect.purge"))).toBeVisible();
  await expect(panel.getByText(say("keyLife.findings.no-rotation"))).toBeVisible();
  await expect(panel.getByText(say("keyLife.verdict.attention"))).toBeVisible();

  await button("keyLife.actions.set-policy.preview").click();
  // The receipt of the step's own plan names P18M too: only the form's table is the preview.
  const preview = panel.getByRole("region", { name: say("keyLife.actions.set-policy.title"), exact: true });
  await expect(preview.getByRole("cell", { name: "P18M", exact: true })).toBeVisible();
  await button("keyLife.actions.set-policy.apply").click();
  await expect(panel.getByText(say("keyLife.applied"))).toBeVisible({ timeout: 30_000 });
  await expect(panel.getByText(say("keyLife.verdict.coherent"))).toBeVisible();

  await button("keyLife.actions.rotate.preview").click();
  const apply = panel.locator("form").getByRole("button", { name: say("keyLife.actions.rotate.apply") });
  await expect(apply).toBeDisabled();
  await panel.getByLabel(say("keyLife.confirmLabel", { name: key.name })).fill(key.name);
  await apply.click();
  await expect(panel.getByText(say("keyLife.applied"))).toBeVisible({ timeout: 30_000 });
  await expect(panel.getByText(say("keyLife.states.current.word"), { exact: true })).toBeVisible();
  await expect(panel.getByText(say("keyLife.states.needed.word"), { exact: true })).toBeVisible();
});
