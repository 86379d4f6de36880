import type { Page } from "@playwright/test";
import type { Say } from "../fixtures/words";

/** Clavis's sign-in page and Microsoft's account chooser behind it. */
export class SignInPage {
  constructor(
    private readonly page: Page,
    private readonly say: Say,
  ) {}

  async signInAs(account: string, start = "/"): Promise<void> {
    await this.page.goto(start);
    await this.page
      .getByRole("button", { name: this.say("signIn.button") })
      .or(this.page.getByRole("link", { name: this.say("signIn.button") }))
      .click();
    const chooser = this.page.getByRole("button", { name: account });
    await chooser.waitFor();
    const authority = new URL(this.page.url()).origin;
    await chooser.click();
    await this.page.waitForURL((url) => url.origin !== authority && !url.pathname.startsWith("/api/auth"));
  }
}
