import { chromium } from "@playwright/test";
import { countEffort } from "../e2e/fixtures/effort";
import { wordsOf } from "../e2e/fixtures/words";
import { resetWorld } from "../e2e/fixtures/world";
import { setUpBothParts } from "../e2e/journeys/set-up-both-parts";
import { SetupPage } from "../e2e/pages/setup-page";
import { SignInPage } from "../e2e/pages/sign-in-page";
import { findChromium } from "../scripts/test/find-chromium";
import { startOwnStack } from "../scripts/test/own-stack";
import { MANUAL_WAY, manualEffort } from "./manual-way";

function printManualWay(): void {
  console.log("Adobe's documented way by hand:");
  for (const item of MANUAL_WAY) {
    console.log(
      `  ${item.part.padEnd(5)}${String(item.clicks).padStart(3)} clicks${String(item.fields).padStart(3)} fields  ${item.where}: ${item.what}`,
    );
  }
}

/** Clicks and typed fields of the whole journey in Clavis, counted by the pages, beside the manual way. */
export async function run(): Promise<object> {
  const own = await startOwnStack();
  process.env.E2E_STACK_FILE = own.stackFile;
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic"],
  });
  try {
    await resetWorld();
    const context = await browser.newContext({
      baseURL: own.stack.url,
      viewport: { width: 1440, height: 900 },
    });
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const effort = await countEffort(context);
    const page = await context.newPage();
    const say = wordsOf("en");
    await setUpBothParts({ context, signIn: new SignInPage(page, say), setup: new SetupPage(page, say) });
    const manual = manualEffort();
    printManualWay();
    console.log(
      `Clavis: ${effort.clicks} clicks, ${effort.fields} fields. By hand: ${manual.clicks} clicks, ${manual.fields} fields.`,
    );
    return { ...effort, manualClicks: manual.clicks, manualFields: manual.fields };
  } finally {
    await browser.close();
    await own.stop();
  }
}
