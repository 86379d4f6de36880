import { expect, test, vi } from "vitest";
import { type KeyAddress, parseKeyAddress } from "@/lib/cmk/key-address";
import type { KeyCandidate, StepView, VaultCandidate } from "@/lib/cmk/views";
import { sampleInput, sampleKey, sampleVault } from "@/test/sample-input";
import { keyTarget, vaultTarget } from "./address-target";

const { organisation, choices } = sampleInput();
const view = { organisation, choices: { complete: choices } } as unknown as StepView;
const vault = (name: string, fit: VaultCandidate["fit"] = "fits"): VaultCandidate => ({
  vault: sampleVault({ name }),
  keyCount: 1,
  fit,
  reasons: [],
});
const key = (name: string, fit: KeyCandidate["fit"] = "fits"): KeyCandidate => ({
  key: sampleKey({ name, size: 4096 }),
  fit,
  reasons: [],
});
const at = (text: string) => parseKeyAddress(text) as KeyAddress;
const address = (name: string, keyName = "k") => at(`https://${name}.vault.azure.net/keys/${keyName}`);

test("an address picks the vault and the key together", () => {
  const choose = vi.fn();
  const target = vaultTarget(
    address("kv-mine", "Mine"),
    view,
    [vault("KV-mine", "fits-after-changes")],
    choose,
  );
  if (target.ok) target.choose();
  expect(choose).toHaveBeenCalledWith({
    vault: {
      mode: "adopt",
      name: "KV-mine",
      resourceGroup: "rg-cmk",
      location: "westeurope",
      sku: "premium",
    },
    key: { mode: "adopt", name: "Mine", size: 3072 },
  });
});

test.each([
  ["of a vault that nobody sees", address("kv-none"), "vault-not-seen"],
  ["of a vault that cannot be used", address("kv-bad"), "vault-does-not-fit"],
  ["of a managed HSM of the same name", at("https://kv-mine.managedhsm.azure.net/keys/k"), "hsm-not-seen"],
  [
    "of another subscription",
    at(
      "/subscriptions/8f0e2b7a-2222-4c1d-9a6e-000000000001/resourceGroups/r/providers/Microsoft.KeyVault/vaults/kv-mine/keys/k",
    ),
    "other-subscription",
  ],
])("an address %s is refused at the field", (_name, pasted, problem) => {
  const listed = [vault("kv-mine"), vault("kv-bad", "does-not-fit")];
  expect(vaultTarget(pasted, view, listed, vi.fn())).toMatchObject({ ok: false, problem });
});

test("the address of a key in a managed HSM picks that", () => {
  const choose = vi.fn();
  const hsm = vault("hsm-mine");
  hsm.vault.sku = "managed-hsm";
  const target = vaultTarget(
    at("https://HSM-mine.managedhsm.azure.net:443/keys/k/0123456789abcdef0123456789abcdef"),
    view,
    [vault("hsm-mine"), hsm],
    choose,
  );
  if (target.ok) target.choose();
  expect(choose.mock.calls[0]?.[0]).toMatchObject({
    vault: { mode: "adopt", name: "hsm-mine", sku: "managed-hsm" },
    key: { name: "k" },
  });
});

test.each([
  ["in another vault", address("kv-other"), "other-vault"],
  ["that nobody sees", address("kv-sample-aep", "none"), "key-not-seen"],
  ["that cannot be used", address("kv-sample-aep", "small"), "key-does-not-fit"],
])("a key %s is refused at the field", (_name, pasted, problem) => {
  const listed = [key("Mine"), key("small", "does-not-fit")];
  expect(keyTarget(pasted, view, listed, vi.fn())).toMatchObject({ ok: false, problem });
});

test("a key in the chosen vault is taken as it is", () => {
  const choose = vi.fn();
  const target = keyTarget(address("KV-SAMPLE-AEP", "mine"), view, [key("Mine")], choose);
  if (target.ok) target.choose();
  expect(choose).toHaveBeenCalledWith({ key: { mode: "adopt", name: "Mine", size: 4096 } });
});
