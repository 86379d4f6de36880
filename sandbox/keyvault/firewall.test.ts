import { describe, expect, it } from "vitest";
import type { NetworkRules, Vault } from "../core/types";
import { refusalByNetwork } from "./firewall";

const ADOBE = "20.88.123.53";
const acls = (more: Partial<NetworkRules>): NetworkRules => ({
  bypass: "AzureServices",
  defaultAction: "Deny",
  ipRules: [],
  virtualNetworkRules: [],
  ...more,
});
const listed = [{ value: `${ADOBE}/32` }];
type Access = Vault["publicNetworkAccess"];

describe("the firewall", () => {
  it.each<[string, Access, NetworkRules | null, boolean, string | null]>([
    ["no rules", "Enabled", null, false, null],
    ["open by default", "Enabled", acls({ defaultAction: "Allow" }), false, null],
    ["closed", "Enabled", acls({}), false, "ForbiddenByFirewall"],
    ["closed, a trusted service", "Enabled", acls({}), true, null],
    [
      "closed, no bypass, a trusted service",
      "Enabled",
      acls({ bypass: "None" }),
      true,
      "ForbiddenByFirewall",
    ],
    ["closed, address listed", "Enabled", acls({ bypass: "None", ipRules: listed }), false, null],
    ["closed, range listed", "Enabled", acls({ ipRules: [{ value: "20.88.0.0/16" }] }), false, null],
    [
      "closed, another address",
      "Enabled",
      acls({ ipRules: [{ value: "20.88.123.54" }] }),
      false,
      "ForbiddenByFirewall",
    ],
    ["public off, address listed", "Disabled", acls({ ipRules: listed }), false, "ForbiddenByConnection"],
    ["public off, a trusted service", "Disabled", acls({}), true, null],
    ["perimeter, address listed", "SecuredByPerimeter", acls({ ipRules: listed }), false, "ForbiddenByNsp"],
    ["perimeter, a trusted service", "SecuredByPerimeter", acls({}), true, "ForbiddenByNsp"],
    ["perimeter, open by default", "SecuredByPerimeter", null, false, "ForbiddenByNsp"],
    ["public off, no bypass", "Disabled", acls({ bypass: "None" }), true, "ForbiddenByConnection"],
  ])("%s", (_what, publicNetworkAccess, networkAcls, trustedService, expected) => {
    const visitor = { address: ADOBE, trustedService };
    expect(refusalByNetwork({ publicNetworkAccess, networkAcls }, visitor)).toBe(expected);
  });
});
