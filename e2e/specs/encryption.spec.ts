import { ADOBE_PAGES, type AdobePage, adobePage } from "../../lib/cmk/adobe-pages";
import { routes } from "../../lib/routes";
import { expect, test } from "../fixtures/test";
import { resetWorld } from "../fixtures/world";

test.beforeEach(() => resetWorld());

for (const language of ["en", "fr"] as const)
  test.describe(language, () => {
    test.use({ language });

    test("who only asks whether the data is encrypted is answered, with Adobe's own pages to check it", async ({
      page,
      signIn,
      say,
    }) => {
      await signIn.signInAs("leader@contoso.example");
      await page
        .getByRole("link", { name: say("encryption.title"), exact: true })
        .first()
        .click();
      await expect(page.getByRole("heading", { level: 1, name: say("encryption.title") })).toBeVisible();
      await expect(page.getByText(say("encryption.answerTitle"))).toBeVisible();

      const inTransit = page.getByRole("row", { name: say("encryption.protection.transit.what") });
      await expect(inTransit).toContainText("TLS 1.2");
      const atRest = page.getByRole("row", { name: say("encryption.protection.rest.what") });
      for (const column of ["without", "with"] as const)
        await expect(atRest).toContainText(say(`encryption.protection.rest.${column}`));
      for (const store of ["lake", "profile", "cached", "cja"])
        await expect(
          page.getByRole("row").filter({ hasText: say(`encryption.stores.${store}.holds`) }),
        ).toContainText(say(`encryption.stores.${store}.part`));
      for (const name of Object.keys(ADOBE_PAGES) as AdobePage[])
        await expect(page.getByRole("link", { name: say(`encryption.links.${name}`) })).toHaveAttribute(
          "href",
          adobePage(name, language),
        );

      const choice = page.getByRole("combobox", { name: say("encryption.choose"), exact: true });
      await choice.selectOption({ label: "Contoso Health" });
      await page.getByRole("button", { name: say("encryption.show") }).click();
      await expect(page).toHaveURL(new RegExp(`${routes.encryption()}\\?org=`));
      await expect(page.getByText(say("encryption.notCovered"))).toBeVisible();
    });

    test("who thinks of revoking reads what follows, when, and which class of trouble is purged", async ({
      page,
      signIn,
      setup,
      say,
    }) => {
      await signIn.signInAs("admin@fabrikam.example");
      await page.goto(routes.revoking(setup.organisation));
      await expect(page.getByRole("heading", { level: 1, name: say("revoking.title") })).toBeVisible();
      await expect(page.getByText(say("revoking.neverTitle"))).toBeVisible();
      for (const moment of ["t0", "t1", "t2", "t3"])
        await expect(page.getByText(say(`revoking.${moment}`), { exact: true })).toBeVisible();
      for (const kind of ["purge", "safe"])
        await expect(page.getByText(say(`revoking.${kind}Title`))).toBeVisible();
      await expect(page.getByText(say("revoking.worst"))).toBeVisible();
    });
  });
