import type { Page } from "@playwright/test";
import { routes } from "../../lib/routes";
import { expect, test } from "../fixtures/test";
import type { Say } from "../fixtures/words";
import { control, resetWorld } from "../fixtures/world";
import { verifyAll } from "../journeys/verify-all";

const KEY = { vault: "kv-fabrikam-aep", key: "adobe-cmk" };

test.beforeEach(async ({ browser }) => {
  await resetWorld();
  await verifyAll(browser);
});

async function fabrikam(page: Page): Promise<string> {
  const answer = await page.request.get("/api/v1/orgs");
  const { rows } = (await answer.json()) as { rows: { id: string; name: string }[] };
  return rows.find(({ name }) => name.startsWith("Fabrikam"))?.id ?? "";
}

/** The worker looks, the page follows: done when the button offers to look again. */
async function checkEverything(page: Page, say: Say): Promise<void> {
  const again = page.getByRole("button", { name: say("configuration.verify") });
  const asked = page.waitForResponse(
    (response) => response.request().method() === "POST" && response.url().endsWith("/verifications"),
  );
  await again.click();
  await asked;
  await expect(again).toBeHidden();
  await expect(again).toBeEnabled({ timeout: 60_000 });
}

test("a disabled key is found, taken on, mended elsewhere, and the alert resolves by itself", async ({
  page,
  signIn,
  say,
}) => {
  test.setTimeout(120_000);
  await signIn.signInAs("support@contoso.example");
  const org = await fabrikam(page);
  await control("/drift", { action: "disable-key", ...KEY });
  await page.goto(routes.verification(org));
  await checkEverything(page, say);
  const row = page.getByRole("row").filter({ hasText: "KEY-04" }).first();
  await expect(row).toContainText(say("checkStates.fail"));
  await expect(row).toContainText(say("failureClasses.purge"));

  await page.goto(routes.alerts(org));
  await page.getByRole("link", { name: say("checkReasons.key-disabled") }).click();
  await expect(page.getByText(say("alerts.classes.purge"))).toBeVisible();
  await page.getByLabel(say("alerts.comment")).fill("Asked the vault’s owner.");
  await page.getByRole("button", { name: say("alerts.actions.acknowledge") }).click();
  await expect(page.getByText("Asked the vault’s owner.")).toBeVisible();
  await expect(page.getByText(say("alerts.statuses.acknowledged")).first()).toBeVisible();
  const alert = page.url();

  await control("/drift", { action: "enable-key", ...KEY });
  await page.goto(routes.verification(org));
  await checkEverything(page, say);
  await checkEverything(page, say);
  await page.goto(alert);
  await expect(page.getByText(say("alerts.statuses.resolved")).first()).toBeVisible();
  await expect(page.getByText(say("findingEvents.closed"))).toBeVisible();
});

test("an exception is asked for where the check fails, and approved by somebody else", async ({
  page,
  signIn,
  say,
}) => {
  await signIn.signInAs("admin@fabrikam.example");
  const org = await fabrikam(page);
  await page.goto(`${routes.verification(org)}?state=fail`);
  const row = page.getByRole("row").filter({ hasText: "NET-06" }).first();
  await expect(row.getByRole("link", { name: say("checkPage.conflict") })).toBeVisible();
  await row.getByRole("link", { name: say("exceptions.ask") }).click();
  await expect(page.getByLabel(say("exceptions.reason"))).toHaveValue(say("exceptions.texts.NET-06"));
  // Something is missing: nothing that was typed is lost.
  await page.getByRole("button", { name: say("exceptions.send") }).click();
  await expect(page.getByText(say("errors.field.required"))).toBeVisible();
  await expect(page.getByLabel(say("exceptions.reason"))).toHaveValue(say("exceptions.texts.NET-06"));
  await page.getByLabel(say("exceptions.owner")).fill("Grace");
  await page.getByRole("button", { name: say("exceptions.send") }).click();
  await expect(page.getByText(say("exceptions.sent"))).toBeVisible();
  await expect(page.getByText(say("exceptions.states.requested"))).toBeVisible();
  await expect(page.getByRole("button", { name: say("exceptions.approve") })).toBeHidden();

  await page.context().clearCookies();
  await signIn.signInAs("leader@contoso.example");
  await page.goto(routes.exceptions(org));
  await page.getByRole("button", { name: say("exceptions.approve") }).click();
  await expect(page.getByText(say("exceptions.states.approved"))).toBeVisible();
});
