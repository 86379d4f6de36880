import { expect, it } from "vitest";
import { CHECKS } from "../cmk/checks/registry";
import { renderFixScript } from "./fix-script";

const VAULT =
  "/subscriptions/8f6b2b7a-2222-4c1d-9a6e-000000000003/resourceGroups/rg-cmk/providers/Microsoft.KeyVault/vaults/kv-o'hara";
const HSM = VAULT.replace("vaults/kv-o'hara", "managedHSMs/hsm-care");
/** These take a judgement: what is still used, whom to believe, where logs are kept, what to wait for. */
const BY_PEOPLE = [
  "MON-02",
  "MON-07",
  "MON-08",
  "NET-02",
  "NET-05",
  "NET-06",
  "NET-07",
  "ROL-02",
  "ROL-05",
  "VLT-06",
  "VLT-10",
  "VLT-11",
];
const ofOwners = CHECKS.filter(({ fix }) => fix.kind === "needs" && fix.who === "vault-owner").map(
  ({ id }) => id,
);

it("has commands for all that owners do without a plan, but for what takes a judgement", () => {
  expect(ofOwners.filter((id) => renderFixScript(id, VAULT) === null).sort()).toEqual(BY_PEOPLE);
});

it.each(ofOwners.filter((id) => !BY_PEOPLE.includes(id)))("%s", async (id) => {
  await expect(renderFixScript(id, VAULT)).toMatchFileSnapshot(`golden/fix-${id}.az.txt`);
});

it("gives no commands for what a plan mends", () => {
  const planned = CHECKS.filter(({ fix }) => fix.kind === "plan");
  expect(planned.filter(({ id }) => renderFixScript(id, VAULT) !== null)).toEqual([]);
});

it("gives a managed HSM no command that is a vault's alone", () => {
  expect(renderFixScript("NET-04", HSM)).toBeNull();
  expect(renderFixScript("MON-06", HSM)).toBeNull();
  expect(renderFixScript("VLT-08", HSM)).toContain("managedHSMs/hsm-care");
});
