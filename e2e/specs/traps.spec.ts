import { expect, test } from "../fixtures/test";
import { control, resetWorld } from "../fixtures/world";

test.beforeEach(async ({ signIn, setup }) => {
  await resetWorld();
  await signIn.signInAs("admin@contoso.example");
  await setup.onStep("aep", "entitlement");
  await setup.state("aep", "entitlement", "Order 48-2211");
  await setup.onStep("aep", "vault");
});

test("consent that landed in another tenant is not taken for consent", async ({ context, setup, say }) => {
  await setup.open("aep", "app");
  await setup.expectRequirement("app-present", "unmet");
  const link = setup.panel.getByRole("link", { name: say("step.consentOpen") });
  const locked = new URL((await link.getAttribute("href")) ?? "");
  expect(locked.pathname).toContain("11111111-aaaa-4aaa-8aaa-000000000001");

  // Adobe's own address names no tenant: whoever is signed in elsewhere consents there.
  const trap = await context.newPage();
  await trap.goto(locked.href.replace("11111111-aaaa-4aaa-8aaa-000000000001", "common"));
  await trap.getByRole("button", { name: "admin@contoso-labs.example" }).click();
  await trap.getByRole("button", { name: "Accept" }).click();
  await expect(trap.getByRole("heading", { name: "Consent was granted" })).toBeVisible();
  await setup.checkNow();
  await setup.expectRequirement("app-present", "unmet");

  const right = await context.newPage();
  await right.goto(locked.href);
  await right.getByRole("button", { name: "admin@contoso.example" }).click();
  await right.getByRole("button", { name: "Accept" }).click();
  await expect(right.getByRole("heading", { name: "Consent was granted" })).toBeVisible();
  await setup.checkNow();
  await setup.expectRequirement("app-present", "met");
  await setup.expectRequirement("app-tenant", "met");
});

test("the locked address refuses an account of another tenant", async ({ context, setup, say }) => {
  await setup.open("aep", "app");
  const href = await setup.panel.getByRole("link", { name: say("step.consentOpen") }).getAttribute("href");
  const wrong = await context.newPage();
  await wrong.goto(href ?? "");
  await wrong.getByRole("button", { name: "admin@contoso-labs.example" }).click();
  await expect(wrong.getByText("AADSTS50020")).toBeVisible();
});

test("a key of 2048 bits is refused with the reason, and a firewall without bypass is mended before submit", async ({
  setup,
  say,
}) => {
  const { page, panel } = setup;
  await setup.choose(/^kv-contoso-weak /);
  await setup.expectRequirement("trusted-services", "unmet");
  await expect(setup.requirement("trusted-services")).toContainText(say("reasons.no-bypass"));
  await expect(
    page.getByRole("row", {
      name: new RegExp(`^${say("step.actions.update")}.*${say("properties.bypassAzureServices")}`),
    }),
  ).toBeVisible();

  await setup.open("aep", "submit");
  await expect(setup.action("aep", "submit")).toBeHidden();
  await expect(panel.getByText(say("step.blockedText"))).toBeVisible();

  await setup.open("aep", "vault");
  await panel.getByRole("button", { name: say("steps.aep.vault.repair"), exact: true }).click();
  await setup.onStep("aep", "key");
  await expect(panel.getByRole("radio", { name: /cmk-weak/ })).toBeDisabled();
  await expect(panel.getByText(say("reasons.key-too-small", { size: 2048, minimum: 3072 }))).toBeVisible();
});

test("another admin's click in between is noticed: the stale plan is refused and the new one shown", async ({
  setup,
  say,
}) => {
  const { panel } = setup;
  await setup.choose(/^kv-contoso-weak /);
  await expect(panel.getByRole("button", { name: say("steps.aep.vault.repair"), exact: true })).toBeVisible();
  await control("/drift", { action: "open-firewall", vault: "kv-contoso-weak" });
  await panel.getByRole("button", { name: say("steps.aep.vault.repair"), exact: true }).click();
  await expect(panel.getByText(say("errors.reason.stale-plan"))).toBeVisible();
});
