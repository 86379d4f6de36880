import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures/test";
import { assignRoleElsewhere } from "../fixtures/tools";
import type { Say } from "../fixtures/words";
import { resetWorld } from "../fixtures/world";
import type { SetupPage } from "../pages/setup-page";
import { SignInPage } from "../pages/sign-in-page";

test.beforeEach(async ({ signIn, setup }) => {
  await resetWorld();
  await signIn.signInAs("admin@contoso.example");
  await setup.onStep("aep", "entitlement");
  await setup.state("aep", "entitlement", "Order 48-2211");
  await setup.onStep("aep", "vault");
});

/** Hands the open step over, and gives the path of the link. */
async function handOver({ page, panel, say }: SetupPage, reason: string): Promise<string> {
  await panel.getByRole("button", { name: say("handOver.button"), exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(say("handOver.reason")).fill(reason);
  await dialog.getByRole("button", { name: say("handOver.create") }).click();
  const link = await dialog.getByLabel(say("handOver.link"), { exact: true }).inputValue();
  await expect(dialog.getByLabel(say("handOver.mail"))).toHaveValue(new RegExp(link));
  const mail = await dialog.getByRole("link", { name: say("handOver.openMail") }).getAttribute("href");
  expect(decodeURIComponent(mail ?? "")).toContain(link);
  await dialog.getByRole("button", { name: say("common.close") }).click();
  await expect(panel.getByText(say("handOver.states.open"))).toBeVisible();
  await expect(page.locator("body")).not.toContainText(link);
  return new URL(link).pathname;
}

async function expectNothing(page: Page, path: string, say: Say): Promise<void> {
  const answer = await page.goto(path);
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1, name: say("heldStep.notFoundTitle") })).toBeVisible();
}

test("a step is handed to somebody without a role, done elsewhere, and proved by them", async ({
  browser,
  baseURL,
  setup,
  say,
}) => {
  for (const [step, next] of [
    ["vault", "key"],
    ["key", "app"],
    ["app", "role"],
  ] as const) {
    await setup.action("aep", step).click();
    await setup.onStep("aep", next, 60_000);
  }
  const path = await handOver(setup, "I may not give roles on this vault.");

  const context = await browser.newContext({ baseURL });
  const page = await context.newPage();
  const referrers: string[] = [];
  page.on("request", (request) => referrers.push(request.headers().referer ?? ""));
  await new SignInPage(page, say).signInAs("nobody@contoso.example", path);
  await expect(page).toHaveURL(new RegExp(`${path}$`));
  await expect(
    page.getByRole("heading", { level: 1, name: say("heldStep.title", { name: "Ada Admin" }) }),
  ).toBeVisible();
  await expect(page.getByText("I may not give roles on this vault.")).toBeVisible();
  await expect(page.getByRole("navigation")).toHaveCount(0);

  await page.getByRole("tab", { name: say("step.formats.az") }).click();
  const script = await page.locator("pre").innerText();
  const option = (name: string) => new RegExp(`--${name} '?([^\\s']+)'?`).exec(script)?.[1] ?? "";
  await assignRoleElsewhere({
    principalId: option("assignee-object-id"),
    roleDefinitionId: option("role"),
    scope: option("scope"),
  });
  // The role takes a moment to work, and the link is looked through at most every ten seconds.
  await expect(async () => {
    await page.getByRole("button", { name: say("heldStep.check"), exact: true }).click();
    await expect(page.getByText(say("heldStep.doneText", { name: "Ada Admin" }))).toBeVisible({
      timeout: 3000,
    });
  }).toPass({ timeout: 60_000, intervals: [1000, 4000] });

  const secret = path.split("/").at(-1) ?? "";
  expect(referrers.filter((referrer) => referrer.includes(secret))).toEqual([]);
  for (const address of ["/", "/organisations", `/organisations/${setup.organisation}/setup`]) {
    await page.goto(address);
    await expect(page).toHaveURL(/\/no-access/);
  }
  await context.close();

  await setup.page.reload();
  await expect(setup.panel.getByText(say("handOver.openedBy", { name: "Noa Norole" }))).toBeVisible();
  await expect(setup.panel.getByText(say("handOver.states.done"), { exact: true }).first()).toBeVisible();
  await setup.expectRequirement("role-assigned", "met");
});

test("a link that was withdrawn, or never was, opens one and the same page", async ({
  browser,
  baseURL,
  setup,
  say,
}) => {
  const path = await handOver(setup, "");
  const context = await browser.newContext({ baseURL });
  const page = await context.newPage();
  await new SignInPage(page, say).signInAs("nobody@contoso.example", path);
  await expect(page.getByRole("heading", { level: 2, name: say("steps.aep.vault.title") })).toBeVisible();
  await setup.panel.getByRole("button", { name: say("handOver.withdraw"), exact: true }).click();
  await expect(setup.panel.getByText(say("handOver.states.withdrawn"))).toBeVisible();
  await expectNothing(page, path, say);
  await expectNothing(page, `/hand-over/${"A".repeat(43)}`, say);
  await context.close();
});
