import AxeBuilder from "@axe-core/playwright";
import type { BrowserContext, Page } from "@playwright/test";
import { type Look, SHOTS, type Shot, SIZES } from "../../scripts/screenshots/pages";
import { stackUnderTest } from "../fixtures/stack";
import { expect, test } from "../fixtures/test";
import { wordsOf } from "../fixtures/words";
import { resetWorld } from "../fixtures/world";
import { fillConsole, type Places } from "../journeys/fill-console";
import { SignInPage } from "../pages/sign-in-page";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const OTHER = { light: "dark", dark: "light" } as const;

/** The two that differ most; each is seen in its theme whole, and in the other theme for its colours. */
const LOOKS: Look[] = [
  { size: "desktop", theme: "light", language: "en" },
  { size: "phone", theme: "dark", language: "fr" },
];

/** In the page itself: our pages hold no frames, for which axe would open a page of its own each time. */
const axeOn = (page: Page) =>
  new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });

async function expectNothingSerious(axe: AxeBuilder, where: string): Promise<void> {
  const { violations } = await axe.analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(
    serious.map(({ id, nodes }) => `${where}: ${id} at ${nodes.map(({ target }) => target).join(", ")}`),
  ).toEqual([]);
}

/** Everything streamed is in its place, and the page's own script has nothing left to do. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => !document.querySelector('template[id^="B:"]'));
  await page.evaluate(() => new Promise((done) => requestIdleCallback(done, { timeout: 2000 })));
}

async function expectAccessible(page: Page, where: string, { theme }: Look): Promise<void> {
  await settled(page);
  await expectNothingSerious(axeOn(page).withTags(TAGS), `${where}, ${theme}`);
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(sideways, `${where} scrolls sideways`).toBeLessThanOrEqual(0);
  const other = OTHER[theme];
  await page.emulateMedia({ colorScheme: other });
  await expectNothingSerious(axeOn(page).withRules(["color-contrast"]), `${where}, ${other}`);
  await page.emulateMedia({ colorScheme: theme });
}

let places: Places;

test.beforeAll(async ({ browser }) => {
  await resetWorld();
  const { baseUrl, controlUrl } = stackUnderTest();
  places = await fillConsole(browser, baseUrl, controlUrl);
});

/** One tab: takes what is left until nothing is. */
async function readShots(context: BrowserContext, left: Shot[], look: Look): Promise<void> {
  const page = await context.newPage();
  await page.setViewportSize(SIZES[look.size]);
  await page.emulateMedia({ colorScheme: look.theme });
  for (let shot = left.shift(); shot; shot = left.shift()) {
    await page.goto(shot.path(places));
    await expect(page.locator("html")).toHaveAttribute("lang", look.language);
    await expectAccessible(page, `${shot.name}, ${look.size}, ${look.language}`, look);
  }
  await page.close();
}

for (const account of new Set(SHOTS.map((shot) => shot.account))) {
  test(`axe finds nothing serious: ${account ?? "before signing in"}`, async ({ context, page, baseURL }) => {
    test.setTimeout(240_000);
    if (account) await new SignInPage(page, wordsOf("en")).signInAs(account);
    for (const look of LOOKS) {
      const headers = { origin: baseURL ?? "" };
      const data = { locale: look.language };
      if (account) await context.request.patch("/api/v1/me/preferences", { data, headers });
      await context.addCookies([
        { name: "clavis-locale", value: look.language, url: stackUnderTest().baseUrl },
      ]);
      const left = SHOTS.filter((shot) => shot.account === account);
      // One tab loads while the other is read.
      await Promise.all([readShots(context, left, look), readShots(context, left, look)]);
    }
  });
}
