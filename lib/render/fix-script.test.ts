import { expect, it } from "vitest";
import { CHECKS } from "../cmk/checks/registry";
import { renderFixScript } from "./fix-script";

const VAULT =
  "/subscriptions/8f6b2b7a-2222-4c1d-9a6e-000000000003/resourceGroups/rg-cmk/providers/Microsoft.KeyVault/vaults/kv-o'hara";
const HSM = VAULT.replace("vaults/kv-o'hara", "managedHSMs/hsm-care");
/** These take a judgement: what is still used, whom to believe, what to wait for. */
const BY_PEOPLE = [
  "accept-no-private-endpoint",
  "accept-public-access",
  "leave-perimeter",
  "narrow-rules",
  "reactivate-subscription",
  "remove-condition",
  "remove-legacy-uses",
  "remove-roles",
  "remove-strangers",
  "wait-for-vault",
];
const ofOwners = [
  ...new Set(
    CHECKS.flatMap(({ fix }) => (fix.kind === "needs" && fix.who === "vault-owner" ? [fix.what] : [])),
  ),
];

it("has commands for all that owners do without a plan, but for what takes a judgement", () => {
  expect(ofOwners.filter((what) => renderFixScript(what, VAULT) === null).sort()).toEqual(BY_PEOPLE);
});

it.each(ofOwners.filter((what) => !BY_PEOPLE.includes(what)))("%s", async (what) => {
  await expect(renderFixScript(what, VAULT)).toMatchFileSnapshot(`golden/fix-${what}.az.txt`);
});

it("gives a managed HSM no command that is a vault's alone", () => {
  expect(renderFixScript("close-by-default", HSM)).toBeNull();
  expect(renderFixScript("turn-on-defender", HSM)).toBeNull();
  expect(renderFixScript("add-lock", HSM)).toContain("managedHSMs/hsm-care");
});
