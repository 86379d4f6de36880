import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { routes } from "../../lib/routes";
import { forgetPerson } from "../fixtures/forget-person";
import { expect, test } from "../fixtures/test";
import { resetWorld } from "../fixtures/world";
import { SignInPage } from "../pages/sign-in-page";

const SUPPORT = "support@contoso.example";

test.beforeEach(async () => {
  await resetWorld();
  await forgetPerson(SUPPORT);
});

const seen = async (page: Page) =>
  ((await (await page.request.get("/api/v1/orgs")).json()) as { rows: { name: string }[] }).rows.map(
    ({ name }) => name,
  );

for (const language of ["en", "fr"] as const) {
  test.describe(`in ${language}`, () => {
    test.use({ language });

    test("an administrator of all organisations invites somebody new, says who is bound to what, and signs them out", async ({
      page,
      signIn,
      say,
      browser,
    }) => {
      await signIn.signInAs("operator@contoso.example");
      await page
        .getByRole("link", { name: say("nav.people") })
        .last()
        .click();
      await expect(page.getByRole("heading", { level: 1, name: say("everybody.title") })).toBeVisible();
      await page.getByLabel(say("people.upn"), { exact: true }).fill(SUPPORT);
      await page.getByLabel(say("people.role"), { exact: true }).selectOption("support");
      await page.getByRole("button", { name: say("people.send"), exact: true }).click();
      await expect(page.getByText(say("people.invited"))).toBeVisible();
      await expect(
        page.getByRole("button", { name: say("people.withdrawOf", { upn: SUPPORT }) }),
      ).toBeVisible();

      // The role counts from their first sign-in on, everywhere; the page itself stays hidden from them.
      const theirs = await (await browser.newContext()).newPage();
      await new SignInPage(theirs, say).signInAs(SUPPORT);
      expect(await seen(theirs)).toHaveLength(3);
      await theirs.goto(routes.everybody());
      await expect(theirs).toHaveURL(new RegExp(routes.noAccess()));

      await page.getByRole("searchbox").fill("support@");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("row")).toHaveCount(2);
      await expect(page.getByText(say("people.noInvitations"))).toBeVisible();
      await page.getByRole("link", { name: "Sam Support" }).click();

      // From all organisations to one of them, each after saying what it means.
      await page.getByLabel(say("everybody.roleEverywhere")).selectOption("");
      await page
        .getByRole("button", { name: say("everybody.change") })
        .first()
        .click();
      await page.getByRole("button", { name: say("everybody.takeYes") }).click();
      await expect(page.getByLabel(say("everybody.roleEverywhere"))).toHaveValue("");
      await expect.poll(() => seen(theirs)).toEqual([]);
      await page.getByLabel(say("everybody.others")).fill("north");
      await page.getByRole("checkbox", { name: "Northwind Pharma" }).check();
      await page.getByLabel(say("everybody.roleThere")).selectOption("support");
      await page
        .getByRole("button", { name: say("everybody.change") })
        .last()
        .click();
      const dialog = page.getByRole("dialog");
      await expect(dialog.getByRole("listitem")).toHaveText("Northwind Pharma");
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.filter(({ impact }) => impact === "serious" || impact === "critical")).toEqual([]);
      await dialog.getByRole("button", { name: say("everybody.giveYes") }).click();
      await expect.poll(() => seen(theirs)).toEqual(["Northwind Pharma"]);

      await page.getByRole("button", { name: say("everybody.signOutOf", { name: "Sam Support" }) }).click();
      await page
        .getByRole("main")
        .getByRole("button", { name: say("everybody.signOutYes"), exact: true })
        .click();
      await expect(page.getByText(say("everybody.noSessions"))).toBeVisible();
      await theirs.goto(routes.organisations());
      await expect(theirs).toHaveURL(/sign-in/);

      await page.goto(`${routes.auditAll()}?chain=system&group=people`);
      const log = page.getByRole("list", { name: say("audit.entries") });
      for (const action of [
        "member.invited",
        "invitation.accepted",
        "member.removed",
        "member.sessions-ended",
      ])
        await expect(log.getByText(say(`audit.actions.${action}`)).first()).toBeVisible();
      await theirs.context().close();
    });
  });
}
