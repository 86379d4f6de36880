import { chromium } from "@playwright/test";
import { wordsOf } from "../e2e/fixtures/words";
import { SignInPage } from "../e2e/pages/sign-in-page";
import { findChromium } from "../scripts/test/find-chromium";
import type { OwnStack } from "../scripts/test/own-stack";

/** Signs people in through the real pages; gives their cookies as a header. */
export async function signedIn(own: OwnStack): Promise<(account: string) => Promise<string>> {
  return async (account) => {
    const browser = await chromium.launch({
      executablePath: findChromium(),
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic"],
    });
    try {
      const context = await browser.newContext({ baseURL: own.stack.url });
      await new SignInPage(await context.newPage(), wordsOf("en")).signInAs(account);
      const cookies = await context.cookies(own.stack.url);
      return cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
    } finally {
      await browser.close();
    }
  };
}
