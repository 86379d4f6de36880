import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { routes } from "../../lib/routes";
import { expect, test } from "../fixtures/test";
import type { Language } from "../fixtures/words";
import { resetWorld } from "../fixtures/world";
import { verifyAll } from "../journeys/verify-all";

test.beforeEach(async ({ browser }) => {
  await resetWorld();
  await verifyAll(browser);
});

for (const language of ["en", "fr"] satisfies Language[]) {
  test.describe(`in ${language}`, () => {
    test.use({ language });

    test("a leader makes a pack, and the verifier accepts it offline", async ({
      page,
      signIn,
      say,
    }, info) => {
      test.setTimeout(150_000);
      await signIn.signInAs("leader@contoso.example");
      const { rows } = (await (await page.request.get("/api/v1/orgs")).json()) as {
        rows: { id: string; name: string }[];
      };
      const org = rows.find(({ name }) => name.startsWith("Fabrikam"))?.id ?? "";
      await page.goto(routes.evidence(org));
      await expect(page.getByText(say("evidence.emptyTitle"))).toBeVisible();

      // A moment to come is refused at its field.
      await page.getByLabel(say("evidence.moment")).fill("2090-01-01T00:00");
      await page.getByRole("button", { name: say("evidence.button") }).click();
      await expect(page.getByText(say("errors.field.moment-future"))).toBeVisible();
      await page.getByLabel(say("evidence.moment")).fill("");
      await page.getByRole("button", { name: say("evidence.button") }).click();
      await expect(page.getByText(say("evidence.done"))).toBeVisible({ timeout: 30_000 });

      const download = page.waitForEvent("download");
      await page
        .getByRole("link", { name: say("evidence.download") })
        .first()
        .click();
      const file = info.outputPath("pack.zip");
      await (await download).saveAs(file);
      const { keys } = (await (await page.request.get("/api/v1/evidence/keys")).json()) as {
        keys: { kid: string }[];
      };
      const verify = (key: string) =>
        promisify(execFile)(process.execPath, ["scripts/verify-evidence/main.mjs", file, "--key", key]);
      expect((await verify(keys[0]?.kid ?? "")).stdout).toContain("Fabrikam Care");
      await expect(verify("A".repeat(43))).rejects.toThrow(/DOES NOT HOLD/);

      const table = page.waitForEvent("download");
      const label = say("exports.label", { name: say("exports.tables.checks"), format: "CSV" });
      await page.getByRole("link", { name: label }).click();
      expect((await table).suggestedFilename()).toMatch(/^clavis-checks-.*\.csv$/);
    });

    test("support takes a bundle for Microsoft, with its text", async ({ page, signIn, say }) => {
      test.setTimeout(120_000);
      await signIn.signInAs("support@contoso.example");
      const { rows } = (await (await page.request.get("/api/v1/orgs")).json()) as {
        rows: { id: string; name: string }[];
      };
      const org = rows.find(({ name }) => name.startsWith("Fabrikam"))?.id ?? "";
      await page.goto(routes.organisation(org));
      await page.getByRole("link", { name: say("supportBundle.open") }).click();
      await page
        .getByRole("combobox", { name: say("supportBundle.for"), exact: true })
        .selectOption("microsoft");
      await page.getByRole("button", { name: say("supportBundle.show") }).click();
      await expect(page.getByRole("textbox", { name: say("supportBundle.text") })).toHaveValue(
        /Azure subscription: /,
      );
      const download = page.waitForEvent("download");
      await page.getByRole("link", { name: say("supportBundle.download") }).click();
      expect((await download).suggestedFilename()).toMatch(/^clavis-support-microsoft-.*\.json$/);
    });
  });
}
