import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium } from "@playwright/test";
import { wordsOf } from "../../e2e/fixtures/words";
import { SignInPage } from "../../e2e/pages/sign-in-page";
import { root } from "../root";
import { LANGUAGES, type SeededIds, SHOTS, type Shot, SIZES, THEMES } from "./pages";

type Look = {
  theme: (typeof THEMES)[number];
  language: (typeof LANGUAGES)[number];
  size: keyof typeof SIZES;
};

const LOOKS: Look[] = THEMES.flatMap((theme) =>
  LANGUAGES.flatMap((language) =>
    (Object.keys(SIZES) as (keyof typeof SIZES)[]).map((size) => ({ theme, language, size })),
  ),
);

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

/** Support sees all organisations, so its list names the ids. */
async function readIds(browser: Browser, baseURL: string): Promise<SeededIds> {
  const look: Look = { theme: "light", language: "en", size: "desktop" };
  const context = await openContext(browser, baseURL, look);
  await signIn(context, baseURL, "support@contoso.example", look);
  const answer = (await (await context.request.get("/api/v1/orgs")).json()) as {
    rows: { id: string; name: string }[];
  };
  await context.close();
  const idOf = (name: string) => answer.rows.find((each) => each.name.startsWith(name))?.id ?? "";
  return { contoso: idOf("Contoso"), northwind: idOf("Northwind"), fabrikam: idOf("Fabrikam") };
}

async function takeShots(context: BrowserContext, ids: SeededIds, shots: Shot[], look: Look): Promise<void> {
  for (const shot of shots) {
    const page = await context.newPage();
    await page.goto(shot.path(ids), { waitUntil: "networkidle" });
    const name = `${shot.name}-${look.size}-${look.theme}-${look.language}.png`;
    await page.screenshot({ path: join(folder, name), fullPage: true });
    await page.close();
  }
}

/** Takes every page in every look into screenshots/; `only` keeps those whose name contains it. Returns how many. */
export async function takeScreenshots(baseURL: string, executablePath: string, only = ""): Promise<number> {
  mkdirSync(folder, { recursive: true });
  const wanted = SHOTS.filter((shot) => shot.name.includes(only));
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  try {
    const ids = await readIds(browser, baseURL);
    for (const look of LOOKS) {
      for (const account of new Set(wanted.map((shot) => shot.account))) {
        const context = await openContext(browser, baseURL, look);
        if (account) await signIn(context, baseURL, account, look);
        await takeShots(
          context,
          ids,
          wanted.filter((shot) => shot.account === account),
          look,
        );
        await context.close();
      }
    }
  } finally {
    await browser.close();
  }
  return wanted.length * LOOKS.length;
}
