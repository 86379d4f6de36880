import type { VaultFacts } from "../facts";
import type { Windows } from "../windows";
import { isAddressRule } from "./address-rules";
import { isMonitorListed } from "./monitor-rule";
import { type Addresses, CALLERS, type Caller, type ReachReason, reachOf } from "./reach";
import { settlingWindow } from "./settling";

export type NetworkRow = {
  caller: Caller;
  /** The address that was judged; null when it is not known, or does not count. */
  address: string | null;
  reachable: "yes" | "not-yet" | "no" | "unknown";
  reason: ReachReason;
  /** Until when Azure may go by the former rules; only of `not-yet`. ISO 8601. */
  until: string | null;
};

/** Something to know about the network settings. Wording: `network.notes.<key>`. */
export type NetworkNote = { key: string; params: Record<string, string | number> };

export type NetworkView = { rows: NetworkRow[]; notes: NetworkNote[] };

function notesOf(vault: VaultFacts): NetworkNote[] {
  const notes: NetworkNote[] = [];
  const add = (key: string, params: NetworkNote["params"] = {}) => notes.push({ key, params });
  const { publicNetworkAccess, ipRules } = vault;
  if (publicNetworkAccess === "SecuredByPerimeter") add("perimeter");
  if (publicNetworkAccess === "Disabled" && ipRules.length > 0) {
    add("inert");
    const others = ipRules.length - (isMonitorListed(vault) ? 1 : 0);
    if (others > 0) add("others-wake", { count: others });
  }
  if (reachOf(vault, "adobe-stores", { console: null, admin: null }).reason === "trusted-services")
    add("cosmos");
  if (vault.privateEndpoints) add("private-endpoints", { count: vault.privateEndpoints });
  if (vault.virtualNetworkRules) add("virtual-networks", { count: vault.virtualNetworkRules });
  const malformed = ipRules.filter((rule) => !isAddressRule(rule));
  if (malformed.length > 0) add("malformed", { rules: malformed.join(", ") });
  return notes;
}

/** Who reaches a vault, and what else to know of its network settings. `now` in ISO 8601. */
export function networkView(
  vault: VaultFacts,
  addresses: Addresses,
  windows: Pick<Windows, "firewallPropagationSeconds">,
  now: string,
): NetworkView {
  const window = settlingWindow(vault, windows, now);
  const rows = CALLERS.map((caller): NetworkRow => {
    const verdict = reachOf(vault, caller, addresses);
    const address =
      caller === "console-data" ? addresses.console : caller === "admin" ? addresses.admin : null;
    const late =
      window !== null &&
      verdict.reachable === "yes" &&
      reachOf(window.before, caller, addresses).reachable !== "yes";
    return {
      caller,
      address,
      reason: verdict.reason,
      reachable: late ? "not-yet" : verdict.reachable,
      until: late ? window.until : null,
    };
  });
  const notes = notesOf(vault);
  if (rows.some(({ caller, reachable }) => caller === "admin" && reachable === "no"))
    notes.push({ key: "browser", params: {} });
  return { rows, notes };
}
