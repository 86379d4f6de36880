import type { Browser } from "@playwright/test";
import { stackUnderTest } from "../fixtures/stack";
import { wordsOf } from "../fixtures/words";
import { SignInPage } from "../pages/sign-in-page";
import { verifyNow } from "./verify-now";

/** Support looks at every organisation once, as the worker does every hour: verdicts rest on what is there now. */
export async function verifyAll(browser: Browser): Promise<void> {
  const { baseUrl } = stackUnderTest();
  const context = await browser.newContext({ baseURL: baseUrl, locale: "en-GB" });
  await new SignInPage(await context.newPage(), wordsOf("en")).signInAs("support@contoso.example");
  const { rows } = (await (await context.request.get("/api/v1/orgs")).json()) as { rows: { id: string }[] };
  await Promise.all(rows.map(({ id }) => verifyNow(context.request, id, baseUrl)));
  await context.close();
}
