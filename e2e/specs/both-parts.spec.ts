import { checkExchange, type Exchange, hasDocuments } from "../../test/conformance/check-exchange";
import { countEffort } from "../fixtures/effort";
import { expect, test } from "../fixtures/test";
import { control, resetWorld } from "../fixtures/world";
import { setUpBothParts } from "../journeys/set-up-both-parts";

type SandboxState = {
  vaults: {
    name: string;
    enablePurgeProtection: boolean;
    enableRbacAuthorization: boolean;
    networkAcls: { defaultAction: string; bypass: string };
  }[];
  keys: { vaultName: string; versions: { size: number }[] }[];
  cmkConfigs: { imsOrgId: string; status: string }[];
};

test.beforeEach(() => resetWorld());

test("a fresh organisation is taken to both parts complete", async ({ context, signIn, setup }) => {
  test.setTimeout(240_000);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const effort = await countEffort(context);
  await setUpBothParts({ context, signIn, setup });

  const state = await control<SandboxState>("/state");
  const made = state.vaults.filter(
    ({ name }) => name.startsWith("kv-contoso-aep") || name.startsWith("kv-contoso-cja"),
  );
  expect(made).toHaveLength(2);
  for (const vault of made) {
    expect(vault).toMatchObject({
      enablePurgeProtection: true,
      enableRbacAuthorization: true,
      networkAcls: { defaultAction: "Deny", bypass: "AzureServices" },
    });
    const keys = state.keys.filter(({ vaultName }) => vaultName === vault.name);
    expect(keys.map((key) => key.versions.map(({ size }) => size))).toEqual([[3072]]);
  }
  expect(
    state.cmkConfigs.filter(({ imsOrgId }) => imsOrgId === "7F3A2C915B1E4D880A495CC1@AdobeOrg"),
  ).toMatchObject([{ status: "COMPLETED" }]);
  const { exchanges } = await control<{ exchanges: Exchange[] }>("/log");
  expect(exchanges.length).toBeGreaterThan(50);
  if (hasDocuments) expect(exchanges.flatMap(checkExchange)).toEqual([]);
  expect(effort.clicks).toBeLessThanOrEqual(20);
  expect(effort.fields).toBeLessThanOrEqual(7);
});

test.describe("in French", () => {
  test.use({ language: "fr" });

  test("the same journey reads French all the way", async ({ context, page, signIn, setup, say }) => {
    test.setTimeout(240_000);
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await setUpBothParts({ context, signIn, setup });
    await expect(page.locator("html")).toHaveAttribute("lang", "fr");
    await expect(page.getByRole("heading", { level: 1, name: say("setup.title") })).toBeVisible();
  });
});
