import { api, routes } from "../../lib/routes";
import { stackUnderTest } from "../fixtures/stack";
import { expect, test } from "../fixtures/test";
import { resetWorld } from "../fixtures/world";

test.beforeEach(() => resetWorld());

for (const language of ["en", "fr"] as const) {
  test.describe(`in ${language}`, () => {
    test.use({ language });

    test("support filters the log, opens an entry, follows what belongs to it, and keeps a view", async ({
      page,
      signIn,
      say,
    }) => {
      await signIn.signInAs("support@contoso.example");
      const { rows } = (await (await page.request.get("/api/v1/orgs")).json()) as {
        rows: { id: string; name: string }[];
      };
      const org = rows.find(({ name }) => name.startsWith("Northwind"))?.id ?? "";
      const refused = await page.request.post(`/api/v1/orgs/${org}/setup/aep/steps/entitlement/statements`, {
        headers: { "sec-fetch-site": "same-origin" },
        data: { reference: "not mine to say" },
      });
      expect(refused.status()).toBe(403);

      // Over everything first: their own sign-in is in the system's chain.
      await page.goto(routes.auditAll());
      const log = page.getByRole("list", { name: say("audit.entries") });
      await expect(log.getByText(say("audit.actions.sign-in.succeeded")).first()).toBeVisible();
      await page.getByLabel(say("audit.group")).selectOption("access");
      await page.getByRole("searchbox", { name: say("audit.searchLabel") }).fill("entitlement");
      await page.getByRole("button", { name: say("audit.filter"), exact: true }).click();
      await expect(page).toHaveURL(/group=access/);
      const entry = log.getByRole("listitem").first();
      await expect(log.getByRole("listitem")).toHaveCount(1);

      // The keyboard opens it: what was refused, and why.
      await entry.locator("summary").focus();
      await page.keyboard.press("Enter");
      await expect(entry.getByText("setup.attest")).toBeVisible();
      await entry.getByRole("link", { name: "Northwind Pharma" }).click();
      await expect(page).toHaveURL(routes.audit(org));
      await log.getByRole("listitem").first().locator("summary").click();
      await log
        .getByRole("link", { name: say("audit.related") })
        .first()
        .click();
      await expect(page).toHaveURL(/correlation=/);
      await page
        .getByRole("link", { name: say("audit.takeAway", { name: say("audit.correlation") }) })
        .click();
      await expect(page).toHaveURL(routes.audit(org));

      // The list goes on by itself as one scrolls, to its end.
      const nothing = "00000000-0000-7000-8000-000000000000";
      for (let times = 0; times < 60; times += 1)
        expect((await page.request.get(`${api.findings(org)}/${nothing}`)).status()).toBe(404);
      await page.goto(`${routes.audit(org)}?group=access`);
      await expect(log.getByRole("listitem").first()).toBeVisible();
      await expect(async () => {
        await page.mouse.wheel(0, 20_000);
        expect(await log.getByRole("listitem").count()).toBeGreaterThan(60);
      }).toPass({ timeout: 20_000 });
      await expect(page.getByRole("link", { name: say("audit.more") })).toHaveCount(0);

      // A view of one's own, by the address it has.
      await page.goto(`${routes.audit(org)}?actor=people`);
      await page.getByRole("button", { name: say("audit.views.save") }).click();
      await page.getByLabel(say("audit.views.name")).fill("Ours");
      await page.keyboard.press("Enter");
      const view = page.getByRole("link", { name: "Ours", exact: true });
      await expect(view).toHaveAttribute("aria-current", "page");
      await page.goto(routes.auditAll());
      await view.click();
      await expect(page).toHaveURL(/actor=people/);
      await page.getByRole("button", { name: say("audit.views.rename") }).click();
      await page.getByLabel(say("audit.views.name")).fill("Theirs");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("link", { name: "Theirs", exact: true })).toBeVisible();
      await page.getByRole("button", { name: say("audit.views.remove") }).click();
      await expect(page.getByRole("link", { name: "Theirs", exact: true })).toHaveCount(0);
    });
  });
}

test("an admin streams the log to a SIEM and verifies it", async ({ page, signIn, say }) => {
  await signIn.signInAs("admin@fabrikam.example");
  const { rows } = (await (await page.request.get("/api/v1/orgs")).json()) as { rows: { id: string }[] };
  const org = rows[0]?.id ?? "";
  const siem = `${stackUnderTest().controlUrl}/siem/all`;
  const { port } = (await (await fetch(siem)).json()) as { port: number };
  await page.goto(routes.audit(org));
  await page.getByRole("link", { name: say("audit.settingsLink") }).click();
  await page.getByLabel(say("auditSettings.fields.name"), { exact: true }).fill("SIEM");
  await page.getByLabel(say("auditSettings.fields.host"), { exact: true }).fill("169.254.169.254");
  await page.getByRole("button", { name: say("auditSettings.add"), exact: true }).click();
  await expect(page.getByText(say("errors.field.syslog-host"))).toBeVisible();
  await page.getByLabel(say("auditSettings.fields.host"), { exact: true }).fill("localhost");
  await page.getByLabel(say("auditSettings.fields.port"), { exact: true }).fill(String(port));
  await page.getByLabel(say("auditSettings.fields.from"), { exact: true }).selectOption("start");
  await page.getByRole("button", { name: say("auditSettings.add"), exact: true }).click();
  await page.getByRole("button", { name: say("auditSettings.test"), exact: true }).click();
  await expect(page.getByText(say("auditSettings.testTaken"))).toBeVisible();
  const streamed = async () =>
    ((await (await fetch(siem)).json()) as { messages: { raw: string }[] }).messages
      .map(({ raw }) => raw)
      .join("\n");
  await expect.poll(streamed, { timeout: 30_000 }).toContain("audit-stream.created");
  expect(await streamed()).toContain('sequenceId="1"');
  await page.getByRole("button", { name: say("auditSettings.verify") }).click();
  await expect(page.getByText(say("auditSettings.intact")).first()).toBeVisible();
});
