import type { VaultFacts } from "./facts";
import { ADOBE_MONITOR_ADDRESS } from "./ids";

type Firewall = Pick<VaultFacts, "publicNetworkAccess" | "defaultAction" | "bypassAzureServices" | "ipRules">;

function toNumber(address: string): number | null {
  const parts = address.split(".").map(Number);
  if (parts.length !== 4 || parts.some((part) => !Number.isInteger(part) || part < 0 || part > 255))
    return null;
  return parts.reduce((total, part) => total * 256 + part, 0);
}

/** Whether an address rule (an IPv4 address, or a range in CIDR notation) covers an IPv4 address. */
export function ruleCovers(rule: string, address: string): boolean {
  const [network = "", bits = "32"] = rule.split("/");
  const from = toNumber(network);
  const wanted = toNumber(address);
  const size = Number(bits);
  if (from === null || wanted === null || !Number.isInteger(size) || size < 0 || size > 32) return false;
  const block = 2 ** (32 - size);
  return Math.floor(from / block) === Math.floor(wanted / block);
}

/**
 * Whether Adobe's data stores reach the vault: they come as trusted Microsoft services, whose way is open with
 * public access disabled too, but closed by a network security perimeter. Source: Key Vault, network security.
 */
export function dataPathOpen(firewall: Firewall): boolean {
  if (firewall.publicNetworkAccess === "SecuredByPerimeter") return false;
  const open = firewall.publicNetworkAccess === "Enabled" && firewall.defaultAction === "Allow";
  return open || firewall.bypassAzureServices;
}

/** Why Adobe's monitor does or does not reach the vault. Azure ignores address rules when public access is disabled. */
export function monitorReach(firewall: Firewall): "open" | "listed" | "inert" | "perimeter" | "missing" {
  if (firewall.publicNetworkAccess === "SecuredByPerimeter") return "perimeter";
  const listed = firewall.ipRules.some((rule) => ruleCovers(rule, ADOBE_MONITOR_ADDRESS));
  if (firewall.publicNetworkAccess === "Disabled") return listed ? "inert" : "missing";
  if (firewall.defaultAction === "Allow") return "open";
  return listed ? "listed" : "missing";
}
