import { routes } from "../../lib/routes";
import { expect, test } from "../fixtures/test";
import { control, resetWorld } from "../fixtures/world";
import { verifyAll } from "../journeys/verify-all";

const KEY = "https://KV-Fabrikam-AEP.vault.azure.net:443/keys/adobe-cmk/0123456789abcdef0123456789abcdef";

for (const language of ["en", "fr"] as const) {
  test.describe(`support, ${language}`, () => {
    test.use({ language });
    test.beforeEach(async ({ browser }) => {
      await resetWorld({ logDelayMs: 0 });
      await verifyAll(browser);
    });

    test("finds by a pasted key address, compares two moments, mentions an admin, who sees it", async ({
      page,
      signIn,
      say,
    }) => {
      test.setTimeout(180_000);
      await signIn.signInAs("support@contoso.example");
      await page.request.patch("/api/v1/me/preferences", {
        data: { locale: language },
        headers: { origin: new URL(page.url()).origin },
      });
      await page.goto(routes.organisations());

      // By keyboard alone: the palette, an address as it stands in a log, Enter at once.
      await page.keyboard.press("Control+k");
      const field = page.getByRole("combobox", { name: say("palette.title") });
      await expect(field).toBeFocused();
      await field.fill("no such thing at all");
      await expect(page.getByText(say("palette.noneText"))).toBeVisible();
      await field.fill(KEY);
      await page.keyboard.press("Enter");
      await expect(page.getByRole("heading", { level: 1, name: "Fabrikam Care" })).toBeVisible();
      const org = /organisations\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? "";
      const before = new Date().toISOString();

      await control("/drift", { action: "disable-key", vault: "kv-fabrikam-aep", key: "adobe-cmk" });
      await page.getByRole("button", { name: say("configuration.verify") }).click();
      await expect(page.getByRole("button", { name: say("configuration.verify") })).toBeEnabled({
        timeout: 30_000,
      });

      // A full look reads Azure's log as well: from then on the change has a name.
      const looked = await page.request.post(`/api/v1/orgs/${org}/verifications`, {
        headers: { origin: new URL(page.url()).origin },
      });
      expect(looked.ok()).toBe(true);
      await page.getByRole("link", { name: say("support.tabs.compare") }).click();
      const row = page.getByRole("row").filter({
        hasText: `${say("configuration.subjects.key")}, ${say("support.compare.fields.enabled")}`,
      });
      await expect(async () => {
        await page.goto(`${routes.compare(org)}?from=${encodeURIComponent(before)}`);
        await expect(row).toContainText("robin.platform@fabrikam.example", { timeout: 2_000 });
      }).toPass({ timeout: 90_000 });
      await expect(row.locator("del")).toHaveText("true");
      await expect(row.locator("ins")).toHaveText("false");
      await page.goto(`${routes.organisation(org)}?at=${encodeURIComponent(before)}`);
      await expect(page.getByText(say("support.asOf.text"))).toBeVisible();
      await page.goto(`${routes.compare(org)}?from=nonsense`);
      await expect(page.getByText(say("support.compare.badTitle"))).toBeVisible();

      await page
        .getByRole("link", { name: say("support.tabs.timeline") })
        .first()
        .click();
      await page.getByRole("button", { name: say("notes.write") }).click();
      await page
        .getByRole("textbox", { name: say("notes.text") })
        .pressSequentially("<b>Key</b> off: @admin@fab");
      const people = page.getByRole("listbox", { name: say("notes.people") });
      await expect(people.getByRole("option").first()).toContainText("admin@fabrikam.example");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("textbox", { name: say("notes.text") })).toHaveValue(
        "<b>Key</b> off: @admin@fabrikam.example ",
      );
      await page.getByRole("button", { name: say("notes.add") }).click();
      await expect(page.getByText("<b>Key</b> off:").first()).toBeVisible();
      await page.getByRole("button", { name: say("notes.question.ask") }).click();
      await page.getByRole("textbox", { name: say("notes.question.text") }).fill("Who disabled it?");
      await page.getByRole("button", { name: say("notes.question.ask") }).click();
      await expect(page.getByText(say("notes.question.statuses.open"), { exact: true })).toBeVisible();
      // Support talks, and changes nothing.
      const refused = await page.request.patch(`/api/v1/orgs/${org}`, {
        data: {},
        headers: { origin: new URL(page.url()).origin },
      });
      expect(refused.status()).toBe(403);

      await page.context().clearCookies();
      await signIn.signInAs("admin@fabrikam.example");
      await page.request.patch("/api/v1/me/preferences", {
        data: { locale: language },
        headers: { origin: new URL(page.url()).origin },
      });
      await page.goto(routes.inbox());
      const badge = page.getByRole("navigation").getByRole("link", { name: new RegExp(say("nav.inbox")) });
      await expect(badge).toContainText("2");
      await expect(page.getByText("Who disabled it?")).toBeVisible();
      await page.getByRole("button", { name: say("inbox.readAll") }).click();
      await expect(page.getByRole("button", { name: say("inbox.readAll") })).toBeHidden();
      await page.goto(routes.timeline(org));
      await page.getByRole("button", { name: say("notes.question.take") }).click();
      await expect(page.getByText(say("notes.question.statuses.taken"), { exact: true })).toBeVisible();
      await page.getByRole("button", { name: say("notes.question.done") }).click();
      await expect(page.getByText(say("notes.question.none"))).toBeVisible();
    });
  });
}

test.describe("the palette on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });
  test("opens by its button, shows pages and actions, and closes", async ({ page, signIn, say }) => {
    await resetWorld();
    await signIn.signInAs("admin@northwind.example");
    await page.getByRole("button", { name: say("palette.open") }).click();
    const field = page.getByRole("combobox", { name: say("palette.title") });
    await expect(page.getByRole("option", { name: new RegExp(say("palette.actions.french")) })).toBeVisible();
    await field.fill("kv-northwind");
    await expect(page.getByRole("option").first()).toContainText("Northwind Pharma");
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(sideways).toBeLessThanOrEqual(0);
    await page.keyboard.press("Escape");
    await expect(field).toBeHidden();
    await expect(page.getByRole("button", { name: say("palette.open") })).toBeFocused();
  });
});
