import { describe, expect, it } from "vitest";
import { readQuery } from "./read-query";

describe("a search", () => {
  it.each([
    ["https://kv-fab.vault.azure.net/keys/adobe-cmk", "kv-fab/adobe-cmk"],
    [
      "https://KV-Fab.vault.azure.net:443/keys/adobe-cmk/0123456789abcdef0123456789abcdef/",
      "kv-fab/adobe-cmk",
    ],
    ["kv-fab.vault.azure.net/keys/adobe-cmk", "kv-fab/adobe-cmk"],
    ['"https://kv-fab.privatelink.vaultcore.azure.net/keys/adobe-cmk",', "kv-fab/adobe-cmk"],
    ["https://kv-fab.vault.usgovcloudapi.net/keys/adobe-cmk", "kv-fab/adobe-cmk"],
    [
      "/subscriptions/8f0e2b7a-1111-4c1d-9a6e-000000000001/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv-fab/keys/adobe-cmk",
      "kv-fab/adobe-cmk",
    ],
    [
      "/subscriptions/8f0e2b7a-1111-4c1d-9a6e-000000000001/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/KV-fab",
      "kv-fab",
    ],
    ["https://kv-fab.vault.azure.net/", "kv-fab"],
    ["kv-fab.vault.azure.net", "kv-fab"],
    ["https://kv-fab.vault.azure.net/secrets/x", "kv-fab"],
  ])("knows the address %s", (text, key) => {
    expect(readQuery(text)).toEqual({ key, text: "" });
  });

  it.each([
    ["{8F0E2B7A-1111-4C1D-9A6E-000000000001}", "8f0e2b7a-1111-4c1d-9a6e-000000000001", false],
    ["8F0E2B7A11114C1D9A6E000000000001", "8f0e2b7a11114c1d9a6e000000000001", true],
    ["7F3A2C915B1E4D880A495CC1%40AdobeOrg", "7f3a2c915b1e4d880a495cc1@adobeorg", true],
    ["#E-000412", "e-000412", false],
    ["  Contoso  ", "contoso", false],
    ["100%", "100%", false],
    ["a\u0000b", "a b", false],
  ])("takes %s as it is meant", (text, key, exact) => {
    expect(readQuery(text)).toEqual({ key, text: exact ? "" : key });
  });
});
