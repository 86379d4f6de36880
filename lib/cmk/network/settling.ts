import type { VaultFacts } from "../facts";
import type { Windows } from "../windows";
import { adobeReach, type Firewall, type MUST_REACH } from "./reach";

/** The part of a vault that the firewall is made of, with nothing else. */
export function firewallOf(vault: Firewall): Firewall {
  const { publicNetworkAccess, defaultAction, bypassAzureServices, ipRules } = vault;
  return { publicNetworkAccess, defaultAction, bypassAzureServices, ipRules };
}

function same(left: Firewall, right: Firewall): boolean {
  const text = (firewall: Firewall) =>
    JSON.stringify({ ...firewallOf(firewall), ipRules: [...firewall.ipRules].sort() });
  return text(left) === text(right);
}

/**
 * A vault as just seen, with what is known of its last firewall change: Azure goes on with the former rules for a
 * while. The change happened when Azure says the vault was modified, if that lies between the two looks; else at
 * the later look. Times in ISO 8601.
 */
export function withSettling(
  before: { value: VaultFacts; at: string } | null,
  seen: { value: VaultFacts; at: string },
): VaultFacts {
  const { value, at } = seen;
  if (before === null || before.value.id.toLowerCase() !== value.id.toLowerCase()) return value;
  if (same(before.value, value))
    return before.value.settling ? { ...value, settling: before.value.settling } : value;
  const modified = value.modifiedOn ?? null;
  const since = modified !== null && modified >= before.at && modified <= at ? modified : at;
  return { ...value, settling: { since, before: firewallOf(before.value) } };
}

/** Whether, since and until when Azure may still go by the former rules; null when the change is long past. */
export function settlingWindow(
  vault: Pick<VaultFacts, "settling">,
  windows: Pick<Windows, "firewallPropagationSeconds">,
  now: string,
): { since: string; until: string; before: Firewall } | null {
  const { settling } = vault;
  if (!settling) return null;
  const until = new Date(
    Date.parse(settling.since) + windows.firewallPropagationSeconds * 1000,
  ).toISOString();
  return until > now ? { ...settling, until } : null;
}

/** The window, but only while it matters to Adobe: somebody gets through by the new rules who did not by the old. */
export function adobeWaits(
  vault: VaultFacts,
  caller: (typeof MUST_REACH)[number] & ("adobe-stores" | "adobe-monitor"),
  windows: Pick<Windows, "firewallPropagationSeconds">,
  now: string,
): { since: string; until: string } | null {
  const window = settlingWindow(vault, windows, now);
  if (!window || adobeReach(vault, caller).reachable !== "yes") return null;
  if (adobeReach(window.before, caller).reachable === "yes") return null;
  return { since: window.since, until: window.until };
}
