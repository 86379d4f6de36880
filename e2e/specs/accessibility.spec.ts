import AxeBuilder from "@axe-core/playwright";
import type { Browser, Page } from "@playwright/test";
import { SHOTS, SIZES } from "../../scripts/screenshots/pages";
import { stackUnderTest } from "../fixtures/stack";
import { expect, test } from "../fixtures/test";
import { wordsOf } from "../fixtures/words";
import { resetWorld } from "../fixtures/world";
import { fillConsole, type Places } from "../journeys/fill-console";
import { SignInPage } from "../pages/sign-in-page";

type Theme = "light" | "dark";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

async function expectNothingSerious(axe: AxeBuilder, where: string): Promise<void> {
  const { violations } = await axe.analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(
    serious.map(({ id, nodes }) => `${where}: ${id} at ${nodes.map(({ target }) => target).join(", ")}`),
  ).toEqual([]);
}

/** Everything in one theme; in the other its colours, as nothing else of a page depends on the theme. */
async function expectAccessible(page: Page, where: string, [theme, other]: readonly Theme[]): Promise<void> {
  await page.waitForLoadState("networkidle");
  await expectNothingSerious(new AxeBuilder({ page }).withTags(TAGS), `${where}, ${theme}`);
  await page.emulateMedia({ colorScheme: other });
  await expectNothingSerious(new AxeBuilder({ page }).withRules(["color-contrast"]), `${where}, ${other}`);
  await page.emulateMedia({ colorScheme: theme });
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(sideways, `${where} scrolls sideways`).toBeLessThanOrEqual(0);
}

let places: Places;

test.beforeAll(async ({ browser }) => {
  await resetWorld();
  const { baseUrl, controlUrl } = stackUnderTest();
  places = await fillConsole(browser, baseUrl, controlUrl);
});

const LOOKS = [
  { themes: ["light", "dark"], viewport: SIZES.desktop, language: "en", name: "desktop, English" },
  { themes: ["dark", "light"], viewport: SIZES.phone, language: "fr", name: "phone, French" },
] as const;

async function readAll(browser: Browser, look: (typeof LOOKS)[number], account: string | null) {
  const { themes, viewport, language } = look;
  const { baseUrl: baseURL } = stackUnderTest();
  const locale = language === "fr" ? "fr-FR" : "en-GB";
  const context = await browser.newContext({ baseURL, locale, colorScheme: themes[0], viewport });
  const page = await context.newPage();
  if (account) await new SignInPage(page, wordsOf(language)).signInAs(account);
  for (const shot of SHOTS.filter((each) => each.account === account)) {
    await page.goto(shot.path(places));
    await expectAccessible(page, `${shot.name}, ${look.name}`, themes);
  }
  await context.close();
}

for (const look of LOOKS) {
  for (const account of new Set(SHOTS.map((shot) => shot.account))) {
    test(`axe finds nothing serious: ${look.name}, ${account ?? "before signing in"}`, async ({
      browser,
    }) => {
      test.setTimeout(240_000);
      await readAll(browser, look, account);
    });
  }
}
