import type { Page } from "@playwright/test";
import { routes } from "../../lib/routes";
import { moveApprovalsBack } from "../fixtures/approvals";
import { stackUnderTest } from "../fixtures/stack";
import { expect, test } from "../fixtures/test";
import { resetWorld } from "../fixtures/world";
import type { SetupPage } from "../pages/setup-page";
import { SignInPage } from "../pages/sign-in-page";

async function applyAll({ page, say }: SetupPage): Promise<void> {
  await page.getByRole("button", { name: say("runs.applyAll") }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: say("runs.apply"), exact: true }).click();
  await expect(dialog).toBeHidden();
}

test("a second admin approves the exact plan, time passes, and only then the key is sent", async ({
  browser,
  page,
  signIn,
  setup,
  say,
}) => {
  test.setTimeout(240_000);
  await resetWorld();
  await signIn.signInAs("admin@contoso.example");
  await setup.onStep("aep", "entitlement");
  const org = setup.organisation;

  await page.goto(routes.settings(org));
  await page.getByRole("checkbox", { name: say("policy.requireSecondApproval") }).check();
  await page.getByLabel(say("policy.coolingOffHours")).fill("2");
  await page.getByRole("button", { name: say("policy.save") }).click();
  await expect(page.getByText(say("policy.saved"))).toBeVisible();

  await page.goto(routes.setup(org));
  await setup.state("aep", "entitlement", "Order 48-2211");
  await setup.onStep("aep", "vault");
  await applyAll(setup);
  await setup.onStep("aep", "submit", 90_000);
  const { panel } = setup;
  await expect(setup.action("aep", "submit")).toBeHidden();
  await panel.getByRole("button", { name: say("approval.request") }).click();
  await expect(panel.getByText(say("approval.waitsTitle"), { exact: true })).toBeVisible();
  await expect(panel.getByRole("button", { name: say("approval.approve") })).toBeHidden();

  const other = await browser.newContext({ baseURL: stackUnderTest().baseUrl, locale: "en-GB" });
  const second: Page = await other.newPage();
  await new SignInPage(second, say).signInAs("admin2@contoso.example");
  const ben = setup.on(second);
  await second.goto(routes.step(org, "cja", "entitlement"));
  await expect(second.getByText(say("approval.setupTitle"), { exact: true })).toBeVisible();
  await second.getByRole("link", { name: say("approval.open") }).click();
  await ben.onStep("aep", "submit");
  await ben.panel.getByRole("button", { name: say("approval.decline") }).click();
  await expect(ben.panel.getByText(say("errors.field.required"), { exact: true })).toBeVisible();
  await ben.panel.getByRole("button", { name: say("approval.approve") }).click();
  await expect(ben.panel.getByText(say("approval.coolingNow"), { exact: true })).toBeVisible();
  await expect(setup.on(second).action("aep", "submit")).toBeHidden();

  // The console's clock is real: the request is made older instead.
  await moveApprovalsBack(3);
  await page.reload();
  await expect(panel.getByText(say("approval.readyTitle"), { exact: true })).toBeVisible({ timeout: 30_000 });

  // Another name for the configuration is another plan: what was approved is not what would be sent.
  await panel.locator("summary", { hasText: say("step.configName") }).click();
  await panel.getByRole("textbox", { name: say("step.configName") }).fill("another configuration");
  await panel.getByRole("button", { name: say("step.updatePlan") }).click();
  await expect(panel.getByText(say("approval.voidTitle"), { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(setup.action("aep", "submit")).toBeHidden();
  await panel.getByRole("button", { name: say("approval.request") }).click();
  await expect(panel.getByText(say("approval.waitsTitle"), { exact: true })).toBeVisible();
  await second.reload();
  await ben.panel.getByRole("button", { name: say("approval.approve") }).click();
  await expect(ben.panel.getByText(say("approval.coolingNow"), { exact: true })).toBeVisible();
  await moveApprovalsBack(3);

  await page.reload();
  await panel.getByLabel(say("step.confirmLabel", { name: "Contoso Health" })).fill("Contoso Health");
  await setup.action("aep", "submit").click();
  await setup.onStep("cja", "entitlement");
  await other.close();
});
