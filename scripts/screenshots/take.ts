import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "@playwright/test";
import { wordsOf } from "../../e2e/fixtures/words";
import { fillConsole, type Places } from "../../e2e/journeys/fill-console";
import { SignInPage } from "../../e2e/pages/sign-in-page";
import { root } from "../root";
import { isLook, type Look, looksOf, nameOf, SHOTS, type Shot, SIZES } from "./pages";

const folder = join(root, "screenshots");

async function openContext(browser: Browser, baseURL: string, look: Look): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL,
    locale: look.language === "fr" ? "fr-FR" : "en-GB",
    colorScheme: look.theme,
    viewport: SIZES[look.size],
    reducedMotion: "reduce",
  });
  // The mirror of a person's preferences, which pages before signing in go by.
  await context.addCookies([
    { name: "clavis-locale", value: look.language, url: baseURL },
    { name: "clavis-theme", value: look.theme, url: baseURL },
  ]);
  return context;
}

/** Signs in through the real pages, then asks for language and theme as the switches would. */
async function signIn(context: BrowserContext, baseURL: string, account: string, look: Look): Promise<void> {
  const page = await context.newPage();
  await new SignInPage(page, wordsOf(look.language)).signInAs(account);
  await context.request.patch("/api/v1/me/preferences", {
    data: { locale: look.language, theme: look.theme },
    headers: { origin: baseURL },
  });
  await page.close();
}

/** What a picture of the whole page would hide: a page wider than the screen. Returns the pixels too many. */
function sideways(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

async function takeShots(context: BrowserContext, places: Places, shots: Shot[], look: Look): Promise<void> {
  for (const shot of shots) {
    const page = await context.newPage();
    await page.goto(shot.path(places), { waitUntil: "networkidle" });
    const name = `${shot.name}-${nameOf(look)}.png`;
    const over = await sideways(page);
    if (over > 0) console.log(`${name} is ${over} pixels wider than the screen`);
    await page.screenshot({ path: join(folder, name), fullPage: true });
    await page.close();
  }
}

export type Asked = {
  url: string;
  /** The sandbox's control address: without it nothing is broken for the pictures. */
  controlUrl: string | null;
  executablePath: string;
  /** Sizes, themes and languages, and parts of names; none: everything. */
  words: string[];
};

/** Takes pages in their looks into screenshots/. Returns how many. */
export async function takeScreenshots({ url, controlUrl, executablePath, words }: Asked): Promise<number> {
  mkdirSync(folder, { recursive: true });
  const names = words.filter((word) => !isLook(word));
  const looks = looksOf(words);
  const wanted = SHOTS.filter((shot) => names.length === 0 || names.some((name) => shot.name.includes(name)));
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  try {
    const places = await fillConsole(browser, url, controlUrl);
    for (const look of looks) {
      for (const account of new Set(wanted.map((shot) => shot.account))) {
        const context = await openContext(browser, url, look);
        if (account) await signIn(context, url, account, look);
        const shots = wanted.filter((shot) => shot.account === account);
        await takeShots(context, places, shots, look);
        await context.close();
      }
    }
  } finally {
    await browser.close();
  }
  return wanted.length * looks.length;
}
