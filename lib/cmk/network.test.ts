import { describe, expect, test } from "vitest";
import { sampleVault } from "@/test/sample-input";
import { sameAddress } from "./ids";
import { dataPathOpen, monitorReach, ruleCovers } from "./network";

test.each([
  ["20.88.123.53", true],
  ["20.88.123.53/32", true],
  ["20.88.123.0/24", true],
  ["0.0.0.0/0", true],
  ["20.88.123.52", false],
  ["20.88.122.0/24", false],
  ["20.88.123.53/33", false],
  ["20.88.123", false],
  ["20.88.123.256", false],
  ["::1", false],
  ["", false],
])("rule %s covers Adobe's address: %s", (rule, expected) => {
  expect(ruleCovers(rule, "20.88.123.53")).toBe(expected);
});

describe("ways into a vault", () => {
  test.each([
    ["open", { defaultAction: "Allow", bypassAzureServices: false }, true, "open"],
    ["selected networks, trusted services", {}, true, "listed"],
    ["selected networks, nobody trusted", { bypassAzureServices: false }, false, "listed"],
    ["no address listed", { ipRules: [] }, true, "missing"],
    ["disabled, address listed in vain", { publicNetworkAccess: "Disabled" }, true, "inert"],
    ["disabled, nothing listed", { publicNetworkAccess: "Disabled", ipRules: [] }, true, "missing"],
    ["perimeter", { publicNetworkAccess: "SecuredByPerimeter" }, false, "perimeter"],
  ] as const)("%s", (_name, changes, data, monitor) => {
    const vault = {
      ...sampleVault(),
      ...changes,
      ipRules: [...("ipRules" in changes ? changes.ipRules : sampleVault().ipRules)],
    };
    expect([dataPathOpen(vault), monitorReach(vault)]).toEqual([data, monitor]);
  });
});

test.each([
  ["https://kv.vault.azure.net", "https://KV.vault.azure.net/", true],
  ["https://kv.vault.azure.net:443/keys/a", "https://kv.vault.azure.net/keys/A", true],
  ["https://kv.vault.azure.net/", "https://kv2.vault.azure.net/", false],
  ["https://kv.vault.azure.net:4430/", "https://kv.vault.azure.net/", false],
])("%s and %s are the same address: %s", (left, right, expected) => {
  expect(sameAddress(left, right)).toBe(expected);
});
