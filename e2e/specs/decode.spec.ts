import { routes } from "../../lib/routes";
import { dataPlane, rbacLines } from "../../test/fixtures/sample-errors";
import { expect, test } from "../fixtures/test";
import { resetWorld } from "../fixtures/world";

const STRANGER = "99999999-aaaa-4aaa-8aaa-000000000009";

test("a step that Azure refused says what is missing and whose move it is, and keeps saying so", async ({
  signIn,
  setup,
  say,
}) => {
  await resetWorld();
  // A contributor may make the vault, but not give himself the role for its keys, which is part of the same plan.
  await signIn.signInAs("admin2@contoso.example");
  await setup.onStep("aep", "entitlement");
  await setup.state("aep", "entitlement", "Order 48-2211");
  await setup.onStep("aep", "vault");
  await setup.action("aep", "vault").click();
  const { panel } = setup;
  await expect(panel.getByText(say("decode.rules.authorization-failed.title"))).toBeVisible({
    timeout: 30_000,
  });
  await expect(panel.getByText(say("decode.rules.authorization-failed.fixRoles"))).toBeVisible();
  await expect(
    panel.getByText(say("decode.move", { actor: say("decode.actors.vault-owner") })),
  ).toBeVisible();
  await panel.getByText(say("decoded.raw")).click();
  await expect(panel.getByRole("region", { name: say("decoded.raw") })).toContainText("AuthorizationFailed");
  await expect(panel.getByRole("button", { name: say("decoded.copyRaw") })).toBeEnabled();
  await setup.checkNow();
  await expect(panel.getByText(say("decode.rules.authorization-failed.title"))).toBeHidden({
    timeout: 30_000,
  });
});

test("support pastes an error and reads which id is not the organisation’s", async ({
  page,
  signIn,
  say,
}) => {
  await signIn.signInAs("support@contoso.example");
  const { rows } = (await (await page.request.get("/api/v1/orgs")).json()) as {
    rows: { id: string; name: string }[];
  };
  const fabrikam = rows.find(({ name }) => name.startsWith("Fabrikam"))?.id ?? "";
  await page.goto(routes.compliance());
  await page.getByRole("link", { name: say("nav.decode") }).click();
  await expect(page.getByText(say("decodePage.emptyTitle"))).toBeVisible();
  const decode = page.getByRole("button", { name: say("decodePage.decode"), exact: true });
  await decode.click();
  await expect(page.getByText(say("decodePage.empty"))).toBeVisible();
  const text = page.getByLabel(say("decodePage.text"));
  await expect(text).toBeFocused();
  await text.fill(
    `Bearer abcdefghij0123456789\n${dataPlane("Forbidden", rbacLines({ vault: "kv-elsewhere", app: STRANGER }), "ForbiddenByRbac")}`,
  );
  await page.getByLabel(say("decodePage.organisation")).selectOption(fabrikam);
  await decode.press("Enter");
  await expect(page.getByText(say("decode.rules.forbidden-by-rbac.title"))).toBeVisible();
  await expect(page.getByText(/The vault is kv-elsewhere/)).toBeVisible();
  await page.getByText(say("decoded.raw")).click();
  const raw = page.getByRole("region", { name: say("decoded.raw") });
  await expect(raw).toContainText("Bearer [removed]");
  await text.fill("Nothing to see here.");
  await decode.click();
  await expect(page.getByText(say("decode.unknown.textTitle"))).toBeVisible();
});

test("a leader finds no decoder", async ({ page, signIn, say }) => {
  await signIn.signInAs("leader@contoso.example");
  await page.goto(routes.compliance());
  await expect(page.getByRole("link", { name: say("nav.compliance"), exact: true })).toBeVisible();
  await expect(page.getByRole("link", { name: say("nav.decode") })).toHaveCount(0);
  await page.goto(routes.decode());
  await expect(page).toHaveURL(/no-access/);
});
