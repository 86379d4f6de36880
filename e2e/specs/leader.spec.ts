import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { routes } from "../../lib/routes";
import { readPdf } from "../../test/read-pdf";
import { addOrganisations } from "../fixtures/many-organisations";
import { setOpenings } from "../fixtures/openings";
import { expect, test } from "../fixtures/test";
import type { Language } from "../fixtures/words";
import { control, resetWorld } from "../fixtures/world";
import { verifyAll } from "../journeys/verify-all";

test.beforeEach(async ({ browser }) => {
  await resetWorld();
  await verifyAll(browser);
});

async function expectNoSidewaysScroll(page: Page) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(over).toBeLessThanOrEqual(0);
}

for (const language of ["en", "fr"] satisfies Language[]) {
  test.describe(`a leader, in ${language}`, () => {
    test.use({ language });

    test("reads the answer, follows it to its evidence, narrows the table, and takes a report along", async ({
      page,
      browser,
      signIn,
      say,
    }, info) => {
      test.setTimeout(180_000);
      await signIn.signInAs("leader@contoso.example");
      await expect(page).toHaveURL(/\/compliance$/);
      await expect(page.getByText(say("compliance.leadEncrypted")).first()).toBeVisible();
      await expect(page.getByRole("img", { name: /3/ }).first()).toBeVisible();

      // The key is disabled elsewhere: the answer changes, and says that nobody is on it.
      await control("/drift", { action: "disable-key", vault: "kv-fabrikam-aep", key: "adobe-cmk" });
      await verifyAll(browser);
      await page.reload();
      await expect(page.getByText(say("compliance.answerNobody"))).toBeVisible();
      await expect(page.getByText(say("compliance.dangerTitle"))).toBeVisible();
      await expect(page.getByRole("link", { name: /Fabrikam Care/ }).first()).toBeVisible();

      await page
        .getByRole("combobox", { name: say("compliance.status"), exact: true })
        .selectOption("at-risk");
      await page.getByRole("button", { name: say("checkPage.filter") }).click();
      await expect(page).toHaveURL(/verdict=at-risk/);
      await expect(page.getByRole("row", { name: /Fabrikam Care/ })).toBeVisible();
      await expect(page.getByRole("row", { name: /Contoso Health/ })).toHaveCount(0);

      // The numbers behind the chart.
      await page.getByText(say("compliance.asTable"), { exact: true }).click();
      await expect(page.getByRole("columnheader", { name: say("compliance.watched") })).toBeVisible();

      await page.getByRole("link", { name: say("compliance.frameworksTitle") }).click();
      await page.getByRole("link", { name: say("frameworks.cis-6_0") }).click();
      await expect(page.getByRole("rowheader", { name: "8.3.5" })).toBeVisible();
      await page.getByText(say("compliance.noMapping"), { exact: true }).click();
      await expect(page.getByText("ROL-01")).toBeVisible();
      await page.getByRole("link", { name: "Contoso Health" }).click();
      await expect(page.getByText(say("compliance.notWatchedText"))).toBeVisible();
      await page.goBack();
      await page.getByRole("link", { name: "Fabrikam Care" }).click();
      await expect(page.getByText("KEY-08").first()).toBeVisible();

      await page.goto(routes.compliance());
      await expect(page.getByText(say("compliance.dangerTitle"))).toBeVisible();
      // On paper: the answer and its tables, without what only a screen can do.
      const printed = await readPdf(await page.pdf({ path: info.outputPath("printed.pdf"), format: "A4" }));
      // The font draws both apostrophes alike, and a PDF keeps what is drawn.
      const onPaper = printed.text.replaceAll("\u02BC", "’");
      for (const part of ["Fabrikam Care", say("compliance.dangerTitle"), say("compliance.findingsTitle")])
        expect(onPaper).toContain(part);
      for (const part of [
        say("report.download"),
        say("exports.export"),
        say("checkPage.filter"),
        say("palette.open"),
      ])
        expect(onPaper).not.toContain(part);

      const downloading = page.waitForEvent("download");
      await page.getByRole("link", { name: say("report.download") }).click();
      const path = info.outputPath("report.pdf");
      await (await downloading).saveAs(path);
      expect(readFileSync(path).subarray(0, 5).toString()).toBe("%PDF-");
    });

    test("shares a status page that opens without signing in, and takes it back", async ({
      page,
      browser,
      baseURL,
      signIn,
      say,
    }) => {
      await signIn.signInAs("leader@contoso.example");
      await page.goto(routes.share());
      await page.getByLabel(say("statusLink.titleLabel")).fill("For <b>everybody</b>");
      await page.getByLabel("Fabrikam Care").check();
      await page.getByLabel(say("statusLink.sections.organisations")).check();
      await page.getByRole("button", { name: say("statusLink.create") }).click();
      const link = await page.getByLabel(say("statusLink.link"), { exact: true }).inputValue();

      const stranger = await browser.newContext({ baseURL, locale: language === "fr" ? "fr-FR" : "en-GB" });
      const outside = await stranger.newPage();
      const answer = await outside.goto(link);
      expect(answer?.status()).toBe(200);
      expect(answer?.headers()).toMatchObject({ "referrer-policy": "no-referrer" });
      expect(answer?.headers()["x-robots-tag"]).toContain("noindex");
      expect(answer?.headers()["cache-control"]).toContain("no-store");
      await expect(outside.getByText("For <b>everybody</b>")).toBeVisible();
      await expect(outside.getByText("Fabrikam Care")).toBeVisible();
      await expect(outside.getByText(say("compliance.leadEncrypted"))).toBeVisible();
      await expect(outside.locator("body")).not.toContainText("Contoso");
      await expect(outside.locator("body")).not.toContainText("AdobeOrg");
      await expectNoSidewaysScroll(outside);

      // More often than people read: the link rests for what is left of its minute.
      await setOpenings(60);
      const refused = await outside.goto(link);
      expect(refused?.status()).toBe(429);
      expect(Number(refused?.headers()["retry-after"])).toBeGreaterThan(0);
      await expect(outside.getByRole("heading", { name: say("statusLink.tooOftenTitle") })).toBeVisible();
      await setOpenings(0);
      expect((await outside.goto(link))?.status()).toBe(200);

      await page.getByRole("button", { name: new RegExp(say("statusLink.revoke")) }).click();
      await page.getByRole("button", { name: say("statusLink.revokeYes") }).click();
      await expect(page.getByText(say("statusLink.states.revoked"), { exact: true })).toBeVisible();
      const after = await outside.goto(link);
      expect(after?.status()).toBe(404);
      await expect(outside.getByRole("heading", { name: say("statusLink.notFoundTitle") })).toBeVisible();
      await stranger.close();
    });
  });
}

test("a leader picks organisations out of many, with the keyboard alone", async ({ page, signIn, say }) => {
  await addOrganisations(60);
  await signIn.signInAs("leader@contoso.example");
  await page.goto(routes.share());
  const search = page.getByRole("searchbox", { name: say("statusLink.search") });
  const pick = async (typed: string, name: string) => {
    await search.fill(typed);
    await expect(page.getByRole("checkbox", { name, exact: true })).toBeVisible();
    await search.press("Enter");
    // What was picked stays in front of what is found.
    const box = page.getByRole("checkbox", { name, exact: true });
    for (let step = 0; step < 5 && !(await box.evaluate((own) => own === document.activeElement)); step += 1)
      await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await expect(page.getByRole("checkbox", { name, exact: true })).toBeChecked();
  };
  await pick("branch 57", "Branch 57");
  await pick("kv-fabrikam-aep", "Fabrikam Care");
  await expect(page.getByRole("checkbox", { name: "Branch 57" })).toBeChecked();
  await page.getByLabel(say("statusLink.titleLabel")).fill("Two of many");
  await page.getByRole("button", { name: say("statusLink.create") }).click();
  await expect(page.getByLabel(say("statusLink.link"), { exact: true })).toBeVisible();
  await expect(page.getByText("Branch 57, Fabrikam Care")).toBeVisible();
});

test("a leader asks for the report by mail, on their own clock, and stops it", async ({
  page,
  signIn,
  say,
}) => {
  await signIn.signInAs("leader@contoso.example");
  await page.goto(routes.share());
  // The browser's own zone is offered.
  await expect(page.getByLabel(say("report.timeZone"))).toHaveValue("Pacific/Chatham");
  await page.getByLabel(say("report.cadence")).selectOption("monthly");
  await page.getByRole("button", { name: say("report.start") }).click();
  await expect(page.getByText(say("report.saved"))).toBeVisible();
  await expect(page.getByText(/Pacific\/Chatham\)/)).toBeVisible();
  await page.getByRole("button", { name: say("report.stop") }).click();
  await expect(page.getByText(say("report.stopped"))).toBeVisible();
  await expect(page.getByRole("button", { name: say("report.start") })).toBeVisible();
});
