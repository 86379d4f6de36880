import { BlockList } from "node:net";
import type { Vault } from "../core/types";

export type Visitor = { address: string; trustedService: boolean };
export type NetworkRefusal = "ForbiddenByFirewall" | "ForbiddenByConnection" | "ForbiddenByNsp";
type Rules = Pick<Vault, "publicNetworkAccess" | "networkAcls">;

/** The network rules in effect: after a change the former ones last for `delayMs`. */
export function rulesInEffect(vault: Vault, now: Date, delayMs: number): Rules {
  const appliesAt = Date.parse(vault.networkChangedAt) + delayMs;
  return vault.networkBefore && now.getTime() < appliesAt ? vault.networkBefore : vault;
}

function isListed(rules: { value: string }[], address: string): boolean {
  const list = new BlockList();
  for (const { value } of rules) {
    const [network = "", bits = "32"] = value.split("/");
    list.addSubnet(network, Number(bits), "ipv4");
  }
  return list.check(address.replace(/^::ffff:/, ""), "ipv4");
}

/** Why a visitor is kept out, or null. Address rules count for nothing while public access is disabled. */
export function refusalByNetwork(rules: Rules, visitor: Visitor): NetworkRefusal | null {
  const { networkAcls } = rules;
  // A perimeter shuts out trusted services too; the sandbox's perimeters have no access rules of their own.
  if (rules.publicNetworkAccess === "SecuredByPerimeter") return "ForbiddenByNsp";
  const bypassed = visitor.trustedService && (networkAcls?.bypass ?? "AzureServices") === "AzureServices";
  if (rules.publicNetworkAccess === "Disabled") return bypassed ? null : "ForbiddenByConnection";
  if (!networkAcls || networkAcls.defaultAction === "Allow" || bypassed) return null;
  return isListed(networkAcls.ipRules, visitor.address) ? null : "ForbiddenByFirewall";
}
