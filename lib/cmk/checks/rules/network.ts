import { mostAddressRules } from "../../network/address-rules";
import { adobeReach } from "../../network/reach";
import type { CheckDefinition, CheckVerdict } from "../check";
import { mapped } from "../mappings";
import { BOTH, onVault, passes, STEP } from "../shared";

const OWNER = (what: string) => ({ kind: "needs", who: "vault-owner", what }) as const;
const WIDEST_PREFIX = 24;

function isWide(rule: string): boolean {
  const [, length] = rule.split("/");
  return length !== undefined && Number(length) < WIDEST_PREFIX;
}

const told = { yes: true, no: false, unknown: null } as const;

/** Who reaches the vault. */
export const NETWORK_CHECKS: readonly CheckDefinition[] = [
  {
    id: "NET-01",
    parts: BOTH,
    severity: "critical",
    failureClass: "recoverable",
    reads: ["vault"],
    critical: true,
    fix: STEP.vault,
    mappings: [],
    judge: onVault((vault) => ({
      state: passes(told[adobeReach(vault, "adobe-stores").reachable]),
      observed: `${vault.publicNetworkAccess}, ${vault.defaultAction}, bypass ${vault.bypassAzureServices ? "AzureServices" : "None"}`,
      reason: { key: "no-bypass" },
    })),
  },
  {
    id: "NET-02",
    parts: BOTH,
    severity: "critical",
    failureClass: "recoverable",
    reads: ["vault"],
    critical: true,
    fix: OWNER("leave-perimeter"),
    mappings: [],
    judge: onVault(({ publicNetworkAccess }) => ({
      state: passes(publicNetworkAccess !== "SecuredByPerimeter"),
      observed: publicNetworkAccess,
      reason: { key: "perimeter" },
    })),
  },
  {
    id: "NET-03",
    parts: BOTH,
    severity: "high",
    failureClass: "recoverable",
    reads: ["vault"],
    critical: false,
    fix: STEP.vault,
    mappings: [],
    judge: onVault((vault) => {
      const { reachable, reason } = adobeReach(vault, "adobe-monitor");
      return {
        state: passes(told[reachable]),
        observed: vault.ipRules.join(", ") || "none",
        reason: { key: `monitor-${reason}` },
      };
    }),
  },
  {
    id: "NET-04",
    parts: BOTH,
    severity: "medium",
    failureClass: "hygiene",
    reads: ["vault"],
    critical: false,
    fix: OWNER("close-by-default"),
    mappings: mapped({
      mcsb: ["NS-2", "DP-8"],
      "nist-800-53": ["AC-4", "SC-7"],
      "pci-4.0.1": ["1.4.4"],
    }),
    judge: onVault(({ defaultAction, publicNetworkAccess }) => ({
      state: passes(defaultAction === "Deny" || publicNetworkAccess !== "Enabled"),
      observed: defaultAction,
      reason: { key: "open-to-all" },
    })),
  },
  {
    id: "NET-05",
    parts: BOTH,
    severity: "medium",
    failureClass: "hygiene",
    reads: ["vault"],
    critical: false,
    fix: OWNER("narrow-rules"),
    mappings: [],
    judge: onVault(({ ipRules, sku }): CheckVerdict => {
      const wide = ipRules.filter(isWide);
      if (wide.length > 0)
        return {
          state: "fail",
          observed: wide.join(", "),
          reason: { key: "wide-rules", params: { rules: wide.join(", ") } },
        };
      return {
        state: passes(ipRules.length <= mostAddressRules(sku), "warn"),
        observed: ipRules.length,
        reason: { key: "too-many-rules", params: { count: ipRules.length } },
      };
    }),
  },
  {
    id: "NET-06",
    parts: BOTH,
    severity: "info",
    failureClass: "hygiene",
    reads: ["vault"],
    critical: false,
    fix: OWNER("accept-public-access"),
    mappings: mapped({ "cis-6.0": ["8.3.7"], mcsb: ["NS-2"] }),
    judge: onVault(({ publicNetworkAccess }) => ({
      state: passes(publicNetworkAccess === "Disabled"),
      observed: publicNetworkAccess,
      reason: { key: "public-by-need" },
    })),
  },
  {
    id: "NET-07",
    parts: BOTH,
    severity: "info",
    failureClass: "hygiene",
    reads: ["vault"],
    critical: false,
    fix: OWNER("accept-no-private-endpoint"),
    mappings: mapped({ "cis-6.0": ["8.3.8"], mcsb: ["NS-2", "DP-8"], "nist-800-53": ["AC-17"] }),
    judge: onVault(({ privateEndpoints }) => ({
      state: passes(privateEndpoints === undefined ? null : privateEndpoints > 0),
      observed: privateEndpoints ?? null,
      reason: { key: "no-private-endpoint" },
    })),
  },
];
