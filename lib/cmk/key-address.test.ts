import { describe, expect, test } from "vitest";
import type { AzureCloudId } from "./azure-clouds";
import { type KeyAddress, parseKeyAddress } from "./key-address";

const VERSION = "0123456789abcdef0123456789abcdef";
const SUBSCRIPTION = "8f0e2b7a-1111-4c1d-9a6e-000000000001";
const ARM = `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-cmk/providers/Microsoft.KeyVault/vaults/kv-one`;
const found = (changes: Partial<KeyAddress> = {}) => ({
  ok: true,
  store: "vault",
  vault: "kv-one",
  key: "adobe",
  version: null,
  subscriptionId: null,
  resourceGroup: null,
  ...changes,
});

describe("a key's address is understood", () => {
  test.each<[string, Partial<KeyAddress>]>([
    ["https://kv-one.vault.azure.net/keys/adobe", {}],
    ["https://kv-one.vault.azure.net/keys/adobe/", {}],
    [`https://kv-one.vault.azure.net/keys/adobe/${VERSION}`, { version: VERSION }],
    [`https://kv-one.vault.azure.net/keys/adobe/${VERSION}/`, { version: VERSION }],
    ["https://kv-one.vault.azure.net:443/keys/adobe", {}],
    ["HTTPS://KV-ONE.VAULT.AZURE.NET/KEYS/adobe", {}],
    ["https://kv-one.vault.azure.net/keys/Adobe-CMK", { key: "Adobe-CMK" }],
    ["http://kv-one.vault.azure.net/keys/adobe", {}],
    ["kv-one.vault.azure.net/keys/adobe", {}],
    ["kv-one.vault.azure.net:443/keys/adobe", {}],
    ["  https://kv-one.vault.azure.net/keys/adobe \n", {}],
    ['"https://kv-one.vault.azure.net/keys/adobe"', {}],
    ["<https://kv-one.vault.azure.net/keys/adobe>.", {}],
    ["https://kv-one.vault.azure.net/keys/adobe?api-version=7.4", {}],
    ["https://kv-one.privatelink.vaultcore.azure.net/keys/adobe", {}],
    ["https://kv-one.managedhsm.azure.net/keys/adobe", { store: "hsm" }],
    [`${ARM}/keys/adobe`, { subscriptionId: SUBSCRIPTION, resourceGroup: "rg-cmk" }],
    [`${ARM.toUpperCase()}/KEYS/adobe`, { subscriptionId: SUBSCRIPTION, resourceGroup: "RG-CMK" }],
    [
      `${ARM}/keys/adobe/versions/${VERSION}`,
      { subscriptionId: SUBSCRIPTION, resourceGroup: "rg-cmk", version: VERSION },
    ],
    [
      `https://portal.azure.com/#@contoso.example/resource${ARM}/keys/adobe`,
      { subscriptionId: SUBSCRIPTION, resourceGroup: "rg-cmk" },
    ],
    [
      `${ARM.replace("vaults", "managedHSMs")}/keys/adobe`,
      { store: "hsm", subscriptionId: SUBSCRIPTION, resourceGroup: "rg-cmk" },
    ],
  ])("%s", (text, changes) => {
    expect(parseKeyAddress(text)).toEqual(found(changes));
  });
});

describe("anything else is refused with its reason", () => {
  test.each([
    ["", "empty"],
    ["   ", "empty"],
    ["adobe-aep-cmk", "not-an-address"],
    ["two words.vault.azure.net/keys/a", "not-an-address"],
    ["ftp://kv-one.vault.azure.net/keys/adobe", "not-an-address"],
    ["https://kv-one.vault.azure.net:8443/keys/adobe", "port"],
    ["https://example.com/keys/adobe", "other-host"],
    ["https://vault.azure.net.example.com/keys/adobe", "other-host"],
    ["https://vault.azure.net/keys/adobe", "other-host"],
    ["https://kv-one.vault.usgovcloudapi.net/keys/adobe", "other-cloud"],
    ["https://kv-one.vault.azure.cn/keys/adobe", "other-cloud"],
    ["https://kv-one.managedhsm.chinacloudapi.cn/keys/adobe", "other-cloud"],
    ["https://kv-one.vault.microsoftazure.de/keys/adobe", "other-cloud"],
    ["https://kv-one.vault.azure.net/secrets/adobe", "secret"],
    [`https://kv-one.vault.azure.net/Secrets/adobe/${VERSION}`, "secret"],
    ["https://kv-one.vault.azure.net/certificates/adobe", "certificate"],
    [`${ARM}/secrets/adobe`, "secret"],
    ["https://kv-one.vault.azure.net", "vault-only"],
    ["https://kv-one.vault.azure.net/", "vault-only"],
    ["https://kv-one.vault.azure.net/keys", "vault-only"],
    [ARM, "vault-only"],
    ["https://kv--one.vault.azure.net/keys/adobe", "vault-name"],
    ["https://1kv.vault.azure.net/keys/adobe", "vault-name"],
    ["https://kv.one.vault.azure.net/keys/adobe", "vault-name"],
    ["https://kv-one.vault.azure.net/keys/adobe_key", "key-name"],
    ["https://kv-one.vault.azure.net/keys/adobe/latest", "version"],
    [`https://kv-one.vault.azure.net/keys/adobe/${VERSION}/rotate`, "not-an-address"],
    ["https://kv-one.vault.azure.net/storage/adobe", "not-an-address"],
    [ARM.replace(SUBSCRIPTION, "mine") + "/keys/adobe", "not-an-address"],
  ])("%s: %s", (text, problem) => {
    expect(parseKeyAddress(text)).toEqual({ ok: false, problem });
  });

  test.each<[AzureCloudId, string]>([
    ["usgovernment", "https://kv-one.vault.usgovcloudapi.net/keys/adobe"],
    ["china", "https://kv-one.vault.azure.cn/keys/adobe"],
  ])("in %s its own addresses count, and only those", (cloud, address) => {
    expect(parseKeyAddress(address, cloud)).toEqual(found());
    expect(parseKeyAddress("https://kv-one.vault.azure.net/keys/adobe", cloud)).toEqual({
      ok: false,
      problem: "other-cloud",
    });
  });
});
