import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { routes } from "../../lib/routes";
import { expect, test } from "../fixtures/test";
import { resetWorld } from "../fixtures/world";
import { verifyAll } from "../journeys/verify-all";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

async function expectAccessible(page: Page, where: string): Promise<void> {
  await page.waitForLoadState("networkidle");
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(
    serious.map(({ id, nodes }) => `${where}: ${id} at ${nodes.map(({ target }) => target).join(", ")}`),
  ).toEqual([]);
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(sideways, `${where} scrolls sideways`).toBeLessThanOrEqual(0);
}

async function organisations(page: Page): Promise<Record<"Contoso" | "Fabrikam" | "Northwind", string>> {
  const { rows } = (await (await page.request.get("/api/v1/orgs")).json()) as {
    rows: { id: string; name: string }[];
  };
  const id = (name: string) => rows.find((row) => row.name.startsWith(name))?.id ?? "";
  return { Contoso: id("Contoso"), Fabrikam: id("Fabrikam"), Northwind: id("Northwind") };
}

test.beforeAll(async ({ browser }) => {
  await resetWorld();
  await verifyAll(browser);
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const [device, viewport] of Object.entries({
    desktop: { width: 1440, height: 900 },
    phone: { width: 390, height: 844 },
  })) {
    test.describe(`${colorScheme}, ${device}`, () => {
      test.use({ colorScheme, viewport });

      test("axe finds nothing serious on any page", async ({ page, signIn }) => {
        test.setTimeout(240_000);
        for (const path of [routes.signIn(), routes.noAccess()]) {
          await page.goto(path);
          await expectAccessible(page, path);
        }
        await signIn.signInAs("support@contoso.example");
        const ids = await organisations(page);
        const read = [
          routes.compliance(),
          routes.frameworks(),
          routes.framework("cis-6.0"),
          routes.organisationFramework("nist-800-53", ids.Fabrikam),
          routes.organisations(),
          routes.organisation(ids.Fabrikam),
          routes.compare(ids.Fabrikam),
          routes.timeline(ids.Fabrikam),
          routes.attempts(ids.Fabrikam),
          routes.inbox(),
          `${routes.organisations()}?search=fabrkam`,
          routes.audit(ids.Northwind),
          routes.verification(ids.Fabrikam),
          routes.overview(ids.Fabrikam),
          routes.alerts(ids.Fabrikam),
          routes.exceptions(ids.Fabrikam),
          routes.channels(ids.Fabrikam),
          routes.eventFeed(ids.Fabrikam),
          routes.checks(),
          routes.check("KEY-06"),
          routes.encryption(ids.Fabrikam),
          routes.decode(ids.Fabrikam),
        ];
        for (const path of [
          ...read,
          routes.setup(ids.Fabrikam),
          "/organisations?search=nothing-of-that-name",
        ]) {
          await page.goto(path);
          await expectAccessible(page, path);
        }
        await page.context().clearCookies();
        await signIn.signInAs("admin@northwind.example");
        const steps = [
          routes.step(ids.Northwind, "aep", "submit"),
          routes.step(ids.Northwind, "aep", "vault"),
          routes.step(ids.Northwind, "aep", "key"),
          routes.revoking(ids.Northwind),
          routes.step(ids.Northwind, "cja", "entitlement"),
        ];
        for (const path of [
          ...steps,
          routes.step(ids.Northwind, "cja", "vault"),
          routes.settings(ids.Northwind),
          routes.eventFeed(ids.Northwind),
          routes.newOrganisation(),
        ]) {
          await page.goto(path);
          await expectAccessible(page, path);
        }
        await page.context().clearCookies();
        await signIn.signInAs("operator@contoso.example");
        await page.goto(routes.everybody());
        await expectAccessible(page, routes.everybody());
        await page.getByRole("link", { name: "Sam Support" }).click();
        await page.getByRole("heading", { level: 1, name: "Sam Support" }).waitFor();
        await expectAccessible(page, "a person");
      });
    });
  }
}
