import { expect, test } from "vitest";
import { NOW, sampleVault } from "@/test/sample-input";
import { networkView } from "./network-view";
import { firewallOf } from "./settling";

const windows = { firewallPropagationSeconds: 600 };
const at = { console: "198.51.100.20", admin: "203.0.113.77" };
const keys = (vault: ReturnType<typeof sampleVault>) =>
  networkView(vault, at, windows, NOW).notes.map(({ key }) => key);

test("a caller whom only the new rules let in is not there yet; the others stand as they stood", () => {
  const before = firewallOf(sampleVault({ bypassAzureServices: false, ipRules: [at.console] }));
  const vault = sampleVault({
    ipRules: [at.console, "20.88.123.53"],
    settling: { since: "2026-11-23T11:55:00.000Z", before },
  });
  const rows = networkView(vault, at, windows, NOW).rows;
  expect(Object.fromEntries(rows.map(({ caller, reachable }) => [caller, reachable]))).toEqual({
    "adobe-stores": "not-yet",
    "adobe-monitor": "not-yet",
    "console-control": "yes",
    "console-data": "yes",
    admin: "no",
  });
  expect(rows[0]?.until).toBe("2026-11-23T12:05:00.000Z");
  const later = networkView(vault, at, windows, "2026-11-23T12:05:00.000Z").rows;
  expect(later.map(({ reachable }) => reachable)).toEqual(["yes", "yes", "yes", "yes", "no"]);
});

test.each([
  ["the sample", {}, ["cosmos", "browser"]],
  ["open to all", { defaultAction: "Allow" }, []],
  ["inert, Adobe alone", { publicNetworkAccess: "Disabled" }, ["inert", "cosmos", "browser"]],
  [
    "inert, with others",
    { publicNetworkAccess: "Disabled", ipRules: ["1.2.3.4", "20.88.123.53"] },
    ["inert", "others-wake", "cosmos", "browser"],
  ],
  ["perimeter", { publicNetworkAccess: "SecuredByPerimeter" }, ["perimeter"]],
  [
    "other ways in",
    { privateEndpoints: 1, virtualNetworkRules: 2, defaultAction: "Allow" },
    ["private-endpoints", "virtual-networks"],
  ],
  ["malformed", { defaultAction: "Allow", ipRules: ["1.2.3"] }, ["malformed"]],
] as const)("notes: %s", (_name, changes, expected) => {
  expect(keys(sampleVault({ ...changes } as Parameters<typeof sampleVault>[0]))).toEqual(expected);
});
