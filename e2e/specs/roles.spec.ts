import { routes } from "../../lib/routes";
import { expect, test } from "../fixtures/test";
import { resetWorld } from "../fixtures/world";
import { verifyAll } from "../journeys/verify-all";

test.beforeAll(async ({ browser }) => {
  await resetWorld();
  await verifyAll(browser);
});

test("a leader sees the verdict on every organisation, and changes nothing", async ({
  page,
  signIn,
  say,
}) => {
  await signIn.signInAs("leader@contoso.example");
  await expect(page).toHaveURL(/\/compliance$/);
  for (const name of ["Contoso Health", "Fabrikam Care", "Northwind Pharma"]) {
    await expect(page.getByRole("row", { name: new RegExp(name) })).toBeVisible();
  }
  await expect(page.getByRole("row", { name: /Fabrikam Care/ })).toContainText(say("verdicts.protected"));
  await expect(page.getByRole("row", { name: /Contoso Health/ })).not.toContainText(
    say("verdicts.protected"),
  );

  await page
    .getByRole("link", { name: /Northwind Pharma/ })
    .first()
    .click();
  await expect(page).toHaveURL(/organisations\/[0-9a-f-]{36}/);
  const org = new URL(page.url()).pathname.split("/")[2] ?? "";
  await page.goto(routes.step(org, "cja", "vault"));
  await expect(page.getByRole("button", { name: say("steps.cja.vault.action") })).toBeHidden();
  const answer = await page.request.post(`/api/v1/orgs/${org}/setup/cja/steps/vault/apply`, {
    headers: { "sec-fetch-site": "same-origin", "idempotency-key": "leader-tries-01" },
    data: { planHash: "0".repeat(64) },
  });
  expect(answer.status()).toBe(403);
  expect(answer.headers()["content-type"]).toContain("application/problem+json");
});

test("support finds an organisation, reads configuration and audit trail, and changes nothing", async ({
  page,
  signIn,
  say,
}) => {
  await signIn.signInAs("support@contoso.example");
  await expect(page).toHaveURL(/\/organisations/);
  await page.getByRole("searchbox").fill("C07A3F");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("row", { name: /Fabrikam Care/ })).toBeHidden();
  await page
    .getByRole("link", { name: /Northwind Pharma/ })
    .first()
    .click();
  await expect(page.getByText("kv-northwind-aep").first()).toBeVisible();
  const org = new URL(page.url()).pathname.split("/")[2] ?? "";

  const refused = await page.request.post(`/api/v1/orgs/${org}/setup/aep/steps/entitlement/statements`, {
    headers: { "sec-fetch-site": "same-origin" },
    data: { reference: "not mine to say" },
  });
  expect(refused.status()).toBe(403);
  await page.goto(routes.audit(org));
  await expect(
    page
      .getByRole("listitem")
      .filter({ hasText: say("audit.actions.access.refused") })
      .first(),
  ).toBeVisible();
});

test("an admin of one organisation does not learn that others exist", async ({ page, signIn }) => {
  await signIn.signInAs("support@contoso.example");
  await page
    .getByRole("link", { name: /Fabrikam Care/ })
    .first()
    .click();
  await expect(page).toHaveURL(/organisations\/[0-9a-f-]{36}/);
  const fabrikam = new URL(page.url()).pathname.split("/")[2] ?? "";
  await page.context().clearCookies();
  await signIn.signInAs("admin@contoso.example");
  const foreign = await page.request.get(`/api/v1/orgs/${fabrikam}`);
  const unknown = await page.request.get("/api/v1/orgs/01900000-0000-7000-8000-000000000000");
  expect([foreign.status(), unknown.status()]).toEqual([404, 404]);
});

test("a person without a role is told whom to ask", async ({ page, signIn, say }) => {
  await signIn.signInAs("nobody@contoso.example");
  await expect(page).toHaveURL(/\/no-access/);
  await expect(page.getByRole("heading", { level: 1, name: say("noAccess.title") })).toBeVisible();
});
