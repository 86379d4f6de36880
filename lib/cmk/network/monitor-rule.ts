import type { VaultFacts } from "../facts";
import { ADOBE_MONITOR_ADDRESS } from "../ids";
import { mostAddressRules, ruleCovers } from "./address-rules";
import { adobeReach, type Firewall } from "./reach";

/** Whether a rule covers the address from which Adobe watches keys; whether it counts is another matter. */
export function isMonitorListed({ ipRules }: Pick<Firewall, "ipRules">): boolean {
  return ipRules.some((rule) => ruleCovers(rule, ADOBE_MONITOR_ADDRESS));
}

/** Whether Adobe's address has to be added, and the list is full: somebody has to free a rule first. */
export function lacksRoom(firewall: Firewall & Partial<Pick<VaultFacts, "sku">>): boolean {
  if (firewall.ipRules.length < mostAddressRules(firewall.sku) || isMonitorListed(firewall)) return false;
  return adobeReach(firewall, "adobe-monitor").reachable === "no";
}
