import { type BrowserContext, expect } from "@playwright/test";
import type { PartId } from "../../lib/cmk/parts";
import { CarePage } from "../pages/care-page";
import type { SetupPage } from "../pages/setup-page";
import type { SignInPage } from "../pages/sign-in-page";

type Hands = { context: BrowserContext; signIn: SignInPage; setup: SetupPage };

async function applyAll({ page, say }: SetupPage, part: PartId): Promise<void> {
  await page.getByRole("button", { name: say("runs.applyAll") }).click();
  const dialog = page.getByRole("dialog");
  await expect(
    dialog.getByRole("heading", { name: say("runs.dialogTitle", { part: say(`parts.${part}.name`) }) }),
  ).toBeVisible();
  await dialog.getByRole("button", { name: say("runs.apply"), exact: true }).click();
  await expect(dialog).toBeHidden();
}

/**
 * The main job: a fresh organisation to both parts complete, as a person does it who knows what to type.
 * Everything on the way, Microsoft's account page and Customer Care included, is clicked and typed for real.
 */
export async function setUpBothParts({ context, signIn, setup }: Hands): Promise<void> {
  const { page, say } = setup;
  await signIn.signInAs("admin@contoso.example");

  await setup.onStep("aep", "entitlement");
  await setup.state("aep", "entitlement", "Order 48-2211");
  await setup.onStep("aep", "vault");
  await applyAll(setup, "aep");
  await setup.onStep("aep", "submit", 90_000);
  const send = setup.action("aep", "submit");
  await setup.panel.getByLabel(say("step.confirmLabel", { name: "Contoso Health" })).fill("Contoso Health");
  await send.click();

  // Adobe takes its time with the first part: the second goes on meanwhile.
  await setup.onStep("cja", "entitlement");
  await setup.state("cja", "entitlement", "Mail of the account team, 20 November");
  await setup.onStep("cja", "vault");
  await applyAll(setup, "cja");
  await setup.onStep("cja", "ticket", 90_000);
  await page.getByRole("button", { name: say("step.copyText") }).click();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toContain(".vault.azure.net/keys/adobe-cja-cmk");

  const care = new CarePage(await context.newPage());
  const ticket = await care.file("Customer-managed keys for CJA", text);
  await care.confirm();
  await setup.state("cja", "ticket", ticket);
  await setup.onStep("cja", "confirmation");
  await setup.state("cja", "confirmation", `${ticket}, answer of today`);
  await expect(page.getByText(say("setup.covered"))).toBeVisible({ timeout: 60_000 });
}
