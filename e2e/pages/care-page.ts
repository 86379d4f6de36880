import { expect, type Page } from "@playwright/test";
import { stackUnderTest } from "../fixtures/stack";

/** Customer Care's inbox, where the admin files the ticket and, in the sandbox, an agent answers it. */
export class CarePage {
  constructor(private readonly page: Page) {}

  /** Files the ticket and gives its number. */
  async file(subject: string, text: string): Promise<string> {
    await this.page.goto(stackUnderTest().careUrl);
    await this.page.getByLabel("Subject").fill(subject);
    await this.page.getByLabel("Text of the ticket").fill(text);
    await this.page.getByRole("button", { name: "File ticket" }).click();
    const heading = this.page.getByRole("heading", { level: 1 });
    await expect(heading).toContainText("Ticket E-");
    return (await heading.innerText()).replace("Ticket", "").trim();
  }

  async confirm(): Promise<void> {
    await this.page.getByRole("button", { name: "Confirm: key applied" }).click();
    await expect(this.page.getByText("Confirmed", { exact: true })).toBeVisible();
  }
}
