import { routes } from "../../lib/routes";
import { expect, test } from "../fixtures/test";
import { resetWorld } from "../fixtures/world";

const IMS = "7F3A2C915B1E4D880A495CC1@AdobeOrg";
const FABRIKAM = {
  subscription: "8f0e2b7a-2222-4c1d-9a6e-000000000002",
  tenant: "22222222-bbbb-4bbb-8bbb-000000000002",
};
const READY = "https://kv-contoso-ready.vault.azure.net";

for (const language of ["en", "fr"] as const)
  test.describe(language, () => {
    test.use({ language });

    test("what is typed or pasted wrongly is said at its field, and nothing typed is lost", async ({
      page,
      signIn,
      setup,
      say,
    }) => {
      test.setTimeout(180_000);
      await resetWorld();
      await signIn.signInAs("admin@contoso.example");
      await setup.onStep("aep", "entitlement");
      const organisation = setup.organisation;

      await page.goto(routes.settings(organisation));
      const ims = page.getByLabel(say("organisationForm.imsOrgId"), { exact: true });
      await ims.fill(IMS.split("@")[0] ?? "");
      await ims.blur();
      await expect(page.getByText(say("errors.field.ims-org"))).toBeVisible();
      await page.getByRole("button", { name: say("organisationForm.imsOrgComplete", { id: IMS }) }).click();
      await expect(ims).toHaveValue(IMS);
      await expect(page.getByText(say("errors.field.ims-org"))).toBeHidden();

      const subscription = page.getByLabel(say("organisationForm.azureSubscriptionId"), { exact: true });
      await subscription.fill(FABRIKAM.subscription);
      await page.getByRole("button", { name: say("organisationForm.save") }).click();
      const told = page.getByText(say("errors.field.subscription-tenant", { tenant: FABRIKAM.tenant }));
      await expect(told).toBeVisible({ timeout: 30_000 });
      await expect(subscription).toHaveAttribute("aria-invalid", "true");
      await expect(subscription).toHaveValue(FABRIKAM.subscription);
      await subscription.fill("8f0e2b7a-1111-4c1d-9a6e-000000000001");
      await page.getByRole("button", { name: say("organisationForm.save") }).click();
      await expect(page.getByText(say("organisationForm.saved"), { exact: true })).toBeVisible();

      await page.goto(routes.step(organisation, "aep", "entitlement"));
      await setup.state("aep", "entitlement", "Order 48-2211");
      await setup.onStep("aep", "vault");
      const { panel } = setup;
      // Names are held against Azure's rules with every letter; the plan waits until they fit.
      await panel.locator("summary", { hasText: say("step.editNames") }).click();
      const vaultName = panel.getByLabel(say("step.vaultName"), { exact: true });
      const good = await vaultName.inputValue();
      for (const [typed, problem, params] of [
        ["kv", "short", { least: 3 }],
        ["1kv-contoso", "letter-first", {}],
        ["kv--contoso", "double-hyphen", {}],
        ["kv-contoso-", "hyphen-last", {}],
        ["kv_contoso", "characters", { found: "_" }],
        ["k".repeat(25), "long", { most: 24, length: 25 }],
      ] as const) {
        await vaultName.fill(typed);
        await expect(panel.getByText(say(`errors.naming.${problem}`, params))).toBeVisible();
        await expect(vaultName).toHaveAttribute("aria-invalid", "true");
        await expect(vaultName).toHaveValue(typed);
        await expect(panel.getByRole("button", { name: say("step.updatePlan") })).toBeDisabled();
      }
      await vaultName.fill(good);
      await expect(vaultName).not.toHaveAttribute("aria-invalid", "true");

      await panel.getByText(say("step.addressPaste")).click();
      const address = panel.getByLabel(say("step.address"), { exact: true });
      for (const [text, problem, params] of [
        [`${READY}/secrets/adobe`, "secret", {}],
        [`${READY}/certificates/adobe`, "certificate", {}],
        [`${READY}:8443/keys/adobe`, "port", {}],
        [READY, "vault-only", {}],
        ["https://kv-contoso-ready.vault.azure.cn/keys/adobe", "other-cloud", {}],
        ["https://example.com/keys/adobe", "other-host", {}],
        [`${READY}/keys/adobe/latest`, "version", {}],
        ["https://kv-nowhere.vault.azure.net/keys/adobe", "vault-not-seen", { vault: "kv-nowhere" }],
      ] as const) {
        await address.fill(text);
        await expect(panel.getByText(say(`errors.address.${problem}`, params))).toBeVisible();
        await expect(address).toHaveValue(text);
      }
      // With a port, in capitals and with a version it is the same key.
      await address.fill(
        `HTTPS://KV-CONTOSO-READY.VAULT.AZURE.NET:443/keys/adobe/0123456789abcdef0123456789abcdef`,
      );
      await panel.getByRole("button", { name: say("step.addressUse") }).click();
      await setup.expectRequirement("vault-exists", "met");
    });
  });
