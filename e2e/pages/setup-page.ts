import { expect, type Locator, type Page } from "@playwright/test";
import type { PartId, StepId } from "../../lib/cmk/parts";
import { routes } from "../../lib/routes";
import type { Say } from "../fixtures/words";

/** The two-part checklist and the panel of one step. */
export class SetupPage {
  constructor(
    readonly page: Page,
    readonly say: Say,
  ) {}

  /** The same page object on another tab or window. */
  on(page: Page): SetupPage {
    return new SetupPage(page, this.say);
  }

  /** The organisation in the address bar. */
  get organisation(): string {
    return new URL(this.page.url()).pathname.split("/")[2] ?? "";
  }

  async open(part: PartId, step: StepId): Promise<void> {
    await this.page.goto(routes.step(this.organisation, part, step));
    await this.onStep(part, step);
  }

  /** Waits until the panel shows this step. */
  async onStep(part: PartId, step: StepId, timeout = 30_000): Promise<void> {
    await expect(
      this.page.getByRole("heading", { level: 2, name: this.say(`steps.${part}.${step}.title`) }),
    ).toBeVisible({ timeout });
  }

  get panel(): Locator {
    return this.page.locator("section[aria-labelledby=step-title]");
  }

  /** A row of the requirements table, by what it requires. */
  requirement(id: string): Locator {
    return this.panel.getByRole("row").filter({ hasText: this.say(`requirements.${id}`) });
  }

  async expectRequirement(
    id: string,
    state: "met" | "unmet" | "waiting" | "unknown",
    timeout = 20_000,
  ): Promise<void> {
    await expect(this.requirement(id)).toContainText(this.say(`states.${state}`), { timeout });
  }

  action(part: PartId, step: StepId): Locator {
    return this.panel.getByRole("button", { name: this.say(`steps.${part}.${step}.action`), exact: true });
  }

  async state(part: PartId, step: StepId, reference: string): Promise<void> {
    await this.panel.getByLabel(this.say(`steps.${part}.${step}.reference`)).fill(reference);
    await this.action(part, step).click();
  }

  /** Picks a candidate; the choice counts when the server has kept it. */
  async choose(name: RegExp): Promise<void> {
    const candidate = this.panel.getByRole("radio", { name });
    await candidate.click();
    await expect(candidate).toBeChecked({ timeout: 20_000 });
  }

  async checkNow(): Promise<void> {
    await this.panel.getByRole("button", { name: this.say("step.checkNow") }).click();
  }
}
