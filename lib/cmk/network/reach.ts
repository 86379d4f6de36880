import type { VaultFacts } from "../facts";
import { ADOBE_MONITOR_ADDRESS } from "../ids";
import { isIpv4, isPrivateAddress, ruleCovers } from "./address-rules";

/** What decides who reaches a vault over the network. */
export type Firewall = Pick<
  VaultFacts,
  "publicNetworkAccess" | "defaultAction" | "bypassAzureServices" | "ipRules"
>;

/** Everybody who calls the vault. Wording: `network.callers.<id>`. */
export const CALLERS = ["adobe-stores", "adobe-monitor", "console-control", "console-data", "admin"] as const;
export type Caller = (typeof CALLERS)[number];

/** Those without whom customer-managed keys do not work, or are not watched by Adobe. */
export const MUST_REACH: readonly Caller[] = ["adobe-stores", "adobe-monitor"];

/** Why somebody does or does not get through. Wording: `network.reasons.<key>`. */
export const REACH_REASONS = [
  "control-plane",
  "open",
  "trusted-services",
  "no-bypass",
  "perimeter-bypass",
  "perimeter-rules",
  "listed",
  "not-listed",
  "inert",
  "public-disabled",
  "address-unknown",
  "address-private",
  "address-not-ipv4",
] as const;
export type ReachReason = (typeof REACH_REASONS)[number];

export type Verdict = { reachable: "yes" | "no" | "unknown"; reason: ReachReason };

/** Addresses from which callers come, as far as they are known; null: unknown. */
export type Addresses = { console: string | null; admin: string | null };

const yes = (reason: ReachReason): Verdict => ({ reachable: "yes", reason });
const no = (reason: ReachReason): Verdict => ({ reachable: "no", reason });
const unknown = (reason: ReachReason): Verdict => ({ reachable: "unknown", reason });

/**
 * Microsoft's services come past the firewall with public access disabled too, but a perimeter shuts them out even
 * where the bypass is on. Source: Key Vault, network security, restrictions and considerations.
 */
function storesReach(firewall: Firewall): Verdict {
  if (firewall.publicNetworkAccess === "SecuredByPerimeter") return no("perimeter-bypass");
  if (firewall.publicNetworkAccess === "Enabled" && firewall.defaultAction === "Allow") return yes("open");
  return firewall.bypassAzureServices ? yes("trusted-services") : no("no-bypass");
}

/** A caller that counts by its address alone. Azure ignores the list of addresses while public access is disabled. */
function addressReach(firewall: Firewall, address: string | null): Verdict {
  // The perimeter has rules of its own, which are not the vault's to show.
  if (firewall.publicNetworkAccess === "SecuredByPerimeter") return unknown("perimeter-rules");
  const known = address !== null && isIpv4(address) && !isPrivateAddress(address);
  const listed = known && firewall.ipRules.some((rule) => ruleCovers(rule, address));
  if (firewall.publicNetworkAccess === "Disabled") return no(listed ? "inert" : "public-disabled");
  if (firewall.defaultAction === "Allow") return yes("open");
  if (known) return listed ? yes("listed") : no("not-listed");
  if (address === null) return unknown("address-unknown");
  return unknown(isIpv4(address) ? "address-private" : "address-not-ipv4");
}

/** Whether one caller reaches the vault, and why. Firewall rules hold for the data plane alone. */
export function reachOf(firewall: Firewall, caller: Caller, addresses: Addresses): Verdict {
  switch (caller) {
    case "adobe-stores":
      return storesReach(firewall);
    case "adobe-monitor":
      return addressReach(firewall, ADOBE_MONITOR_ADDRESS);
    case "console-control":
      return yes("control-plane");
    case "console-data":
      return addressReach(firewall, addresses.console);
    case "admin":
      return addressReach(firewall, addresses.admin);
  }
}

const NOBODY: Addresses = { console: null, admin: null };

/** The same for those whom Adobe sends: their addresses are known. */
export function adobeReach(firewall: Firewall, caller: "adobe-stores" | "adobe-monitor"): Verdict {
  return reachOf(firewall, caller, NOBODY);
}
