import { stackUnderTest } from "../fixtures/stack";
import { expect, test } from "../fixtures/test";
import { control, resetWorld } from "../fixtures/world";

type Vaults = { vaults: { name: string }[] };

const life = (verb: "kill" | "revive") =>
  fetch(`${stackUnderTest().lifeUrl}/web/${verb}`, { method: "POST" });
const made = async () =>
  (await control<Vaults>("/state")).vaults.filter(({ name }) => name.startsWith("kv-contoso-aep"));

test.beforeEach(() => resetWorld());

test("the server is killed between Azure's answer and the save: the step ends right, and nothing is made twice", async ({
  page,
  signIn,
  setup,
  browser,
  baseURL,
}) => {
  test.setTimeout(240_000);
  await signIn.signInAs("admin@contoso.example");
  await setup.onStep("aep", "entitlement");
  await setup.state("aep", "entitlement", "Order 48-2211");
  await setup.onStep("aep", "vault");
  await expect(setup.action("aep", "vault")).toBeEnabled();
  const address = page.url();

  // Azure makes the vault, and is then slow to say that it is ready: the moment in which the server dies.
  await control("/faults", {
    host: "management.azure.com",
    path: "*/vaults/kv-contoso-aep*",
    method: "GET",
    kind: "delay",
    delayMs: 8000,
  });
  await setup.action("aep", "vault").click();
  await expect.poll(async () => (await made()).length, { timeout: 40_000 }).toBe(1);
  expect((await life("kill")).status).toBe(204);
  await control("/faults", undefined, "DELETE").catch(() => undefined);
  expect((await life("revive")).status).toBe(204);

  // Another machine: nothing of the first browser is left.
  const elsewhere = await browser.newContext({ baseURL, storageState: await page.context().storageState() });
  const again = await elsewhere.newPage();
  const other = setup.on(again);
  // A page that saw the step come to its end leads on: it is opened again until it shows the end.
  await expect(async () => {
    await again.goto(address);
    await other.onStep("aep", "vault");
    await other.expectRequirement("vault-exists", "met", 8_000);
  }).toPass({ timeout: 90_000 });
  await other.expectRequirement("purge-protection", "met");
  expect(await made()).toHaveLength(1);
  await other.open("aep", "key");
  await other.action("aep", "key").click({ timeout: 90_000 });
  await other.onStep("aep", "app", 90_000);
  await elsewhere.close();
});

test("a double click and a second window act once", async ({ context, page, signIn, setup }) => {
  await signIn.signInAs("admin@contoso.example");
  await setup.onStep("aep", "entitlement");
  await setup.state("aep", "entitlement", "Order 48-2211");
  await setup.onStep("aep", "vault");
  const second = setup.on(await context.newPage());
  await second.page.goto(page.url());
  await expect(setup.action("aep", "vault")).toBeEnabled();
  await expect(second.action("aep", "vault")).toBeEnabled();
  await Promise.all([setup.action("aep", "vault").dblclick(), second.action("aep", "vault").click()]);
  await setup.onStep("aep", "key", 60_000);
  expect(await made()).toHaveLength(1);
});
