import type { Page } from "@playwright/test";
import { routes } from "../../lib/routes";
import { expect, test } from "../fixtures/test";
import { control, resetWorld } from "../fixtures/world";
import { verifyAll } from "../journeys/verify-all";

const KEY = { vault: "kv-fabrikam-aep", key: "adobe-cmk" };
type Events = { registrations: { registrationId: string; status: string }[] };

test.beforeEach(async ({ browser }) => {
  await resetWorld();
  await verifyAll(browser);
});

async function fabrikam(page: Page): Promise<string> {
  const answer = await page.request.get("/api/v1/orgs");
  const { rows } = (await answer.json()) as { rows: { id: string; name: string }[] };
  return rows.find(({ name }) => name.startsWith("Fabrikam"))?.id ?? "";
}

test("what Adobe reports becomes an alert with its cause, is mended, and resolved", async ({
  page,
  signIn,
  say,
}) => {
  test.setTimeout(150_000);
  await signIn.signInAs("admin@fabrikam.example");
  const org = await fabrikam(page);
  // The address that the demo entered at Adobe answers its challenge once the console is up.
  await expect
    .poll(async () => (await control<Events>("/events")).registrations[0]?.status, { timeout: 30_000 })
    .toBe("Active");

  // The key is disabled behind the console's back: Adobe's own monitor says so.
  await control("/drift", { action: "disable-key", ...KEY });
  const title = say("adobeAlerts.kinds.key-access-disabled.title");
  await expect(async () => {
    await page.goto(routes.alerts(org));
    await expect(page.getByRole("link", { name: title })).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 60_000 });
  await page.getByRole("link", { name: title }).click();
  await expect(page.getByText(say("alerts.classes.purge"))).toBeVisible();
  const checkNow = page.getByRole("button", { name: say("adobeAlerts.checkNow") });
  await checkNow.click();
  const cause = page.getByRole("listitem").filter({ hasText: say("adobeAlerts.likely") });
  await expect(cause).toContainText(say("adobeAlerts.causes.key-disabled.title"), { timeout: 30_000 });
  await expect(cause.getByText(say("adobeAlerts.causes.key-disabled.fix"))).toBeVisible();
  await expect(checkNow).toBeEnabled({ timeout: 60_000 });
  const alert = page.url();
  await cause
    .getByRole("link", { name: say("adobeAlerts.openStep", { step: say("steps.aep.key.name") }) })
    .click();
  await expect(page).toHaveURL(new RegExp(`${routes.step(org, "aep", "key")}$`));

  // Mended where it broke; the page says so, and what it was.
  await control("/drift", { action: "enable-key", ...KEY });
  await page.goto(alert);
  await checkNow.click();
  const gone = say("adobeAlerts.mendedTitle", { cause: say("adobeAlerts.causes.key-disabled.title") });
  await expect(page.getByText(gone).or(page.getByText(say("adobeAlerts.nothingTitle")))).toBeVisible({
    timeout: 30_000,
  });
  await page.getByLabel(say("alerts.comment")).fill("The key was disabled by mistake.");
  await page.getByRole("button", { name: say("alerts.actions.resolve") }).click();
  await expect(page.getByText(say("alerts.statuses.resolved")).first()).toBeVisible();

  // What is not about keys is kept, shown, and alarms nobody.
  const { registrations } = await control<Events>("/events");
  await control("/events/send", { registrationId: registrations[0]?.registrationId, kind: "unknown" });
  await page.goto(routes.eventFeed(org));
  await expect(page.getByText(say("eventFeed.kinds.other")).first()).toBeVisible();
  await page.getByRole("link", { name: "platform_event_flow_run_failed" }).click();
  await expect(page.getByText(say("eventFeed.bodyOther"))).toBeVisible();
  await expect(page.getByRole("region", { name: say("eventFeed.body") })).toContainText(
    "Sources Flow Run Failure",
  );

  // Another address: the one before ends, and Adobe is told.
  await page.goto(routes.eventFeed(org));
  const shown = page.getByRole("region", { name: say("eventFeed.address") });
  const before = (await shown.textContent()) ?? "";
  await page.getByRole("button", { name: say("eventFeed.renew") }).click();
  await page.getByRole("button", { name: say("eventFeed.renewYes") }).click();
  await expect(shown).not.toHaveText(before);
  expect((await page.request.get(`${before}?challenge=abc`)).status()).toBe(404);
});
