import { expect, test } from "../fixtures/test";
import { resetWorld } from "../fixtures/world";

test.beforeEach(() => resetWorld());
test.use({ viewport: { width: 390, height: 844 } });

test("a plan can be taken away as a script, by hand or by keyboard", async ({
  context,
  page,
  signIn,
  setup,
  say,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await signIn.signInAs("admin@contoso.example");
  await setup.onStep("aep", "entitlement");
  await setup.state("aep", "entitlement", "Order 48-2211");
  await setup.onStep("aep", "vault");

  const tab = (name: string) => setup.panel.getByRole("tab", { name: say(name), exact: true });
  const shown = setup.panel.getByRole("tabpanel");
  await expect(tab("step.planTitle")).toHaveAttribute("aria-selected", "true", { timeout: 20_000 });
  const [vault = ""] = (await shown.getByRole("table").innerText()).match(/kv-contoso-aep[\w-]*/) ?? [];

  await tab("step.formats.az").click();
  const script = shown.locator("pre");
  await expect(script).toContainText("az keyvault create");
  await expect(script).toContainText(`--name ${vault} `);
  await expect(shown).toContainText(say("step.scriptProof", { check: say("step.checkNow") }));
  await expect(setup.action("aep", "vault")).toBeVisible();
  await shown.getByRole("button", { name: say("step.copyScript") }).click();
  await expect(shown.getByRole("button", { name: say("common.copied") })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await script.textContent());

  // The keyboard walks through the other forms, and a long line scrolls in its own box only.
  await tab("step.formats.az").focus();
  for (const [format, text] of [
    ["powershell", `-VaultName '${vault}'`],
    ["bicep", `name: '${vault}'`],
    ["terraform", `= "${vault}"`],
    ["portal", vault],
  ] as const) {
    await page.keyboard.press("ArrowRight");
    await expect(tab(`step.formats.${format}`)).toBeFocused();
    await expect(script).toContainText(text);
    const box = await script.boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(390);
  }
  await page.keyboard.press("ArrowRight");
  await expect(tab("step.planTitle")).toBeFocused();
  await expect(shown.getByRole("table")).toBeVisible();
});
