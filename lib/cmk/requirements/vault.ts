import type { VaultFacts } from "../facts";
import type { PartInput } from "../input";
import { permissionModel, storeOfTier } from "../key-store";
import { lacksRoom } from "../network/monitor-rule";
import { adobeReach } from "../network/reach";
import { adobeWaits } from "../network/settling";
import type { Requirement } from "../outcome";
import { recoveredRequirements } from "./recovered";
import { requirementsOn } from "./requirement";
import { vaultExistence } from "./vault-name";

type Rule = {
  id: string;
  weight?: "should";
  judge: Parameters<ReturnType<typeof requirementsOn<VaultFacts>>>[1];
};

const FREE_A_RULE = { kind: "needs", who: "vault-owner", what: "free-address-rule" } as const;
const CHOOSE_ANOTHER = { kind: "needs", who: "admin", what: "choose-another-vault" } as const;

function rules(input: PartInput): Rule[] {
  return [
    {
      id: "vault-tenant",
      judge: (v) => ({
        met: v.tenantId === input.organisation.azureTenantId,
        observed: v.tenantId,
        reason: { key: "other-tenant", params: { expected: input.organisation.azureTenantId } },
        fix: CHOOSE_ANOTHER,
      }),
    },
    {
      id: "vault-tier",
      judge: (v) => ({
        met: v.sku !== null,
        observed: v.sku,
        reason: { key: "unsupported-tier" },
        fix: CHOOSE_ANOTHER,
      }),
    },
    {
      id: "hsm-activated",
      judge: (v) => ({
        met: v.activated === null ? null : v.activated !== false,
        observed: v.activated === false ? "not activated" : "activated",
        reason: { key: "hsm-not-activated" },
        fix: { kind: "needs", who: "vault-owner", what: "activate-hsm" },
      }),
    },
    {
      id: "vault-state",
      judge: (v) => ({
        met: v.provisioningState === "Succeeded" || (v.provisioningState === null ? null : "waiting"),
        observed: v.provisioningState,
        reason: { key: "registering-dns", params: { since: v.createdOn ?? "" } },
      }),
    },
    // Left out means on: Azure's default, and it cannot be turned off.
    {
      id: "soft-delete",
      judge: (v) => ({ met: v.softDelete !== false, observed: v.softDelete === false ? "off" : "on" }),
    },
    {
      id: "retention",
      weight: "should",
      judge: (v) => ({
        met: v.retentionDays === null ? null : v.retentionDays >= 90,
        observed: v.retentionDays,
        reason: { key: "retention-fixed", params: { days: v.retentionDays ?? 0 } },
        fix: CHOOSE_ANOTHER,
      }),
    },
    {
      id: "purge-protection",
      judge: (v) => ({
        met: v.purgeProtection === true,
        observed: v.purgeProtection ? "on" : "off",
        reason: { key: "purge-protection-off" },
      }),
    },
    {
      id: "rbac",
      judge: (v) => ({
        met: v.rbac === true,
        observed: permissionModel(v),
        reason: { key: "access-policies" },
      }),
    },
    {
      id: "no-perimeter",
      judge: (v) => ({
        met: v.publicNetworkAccess !== "SecuredByPerimeter",
        observed: v.publicNetworkAccess,
        reason: { key: "perimeter" },
        fix: { kind: "needs", who: "vault-owner", what: "leave-perimeter" },
      }),
    },
    {
      id: "trusted-services",
      judge: (v) => ({
        ...reached(input, v, "adobe-stores", "no-bypass"),
        observed: `${v.defaultAction === "Allow" && v.publicNetworkAccess === "Enabled" ? "open" : "closed"}, bypass ${v.bypassAzureServices ? "AzureServices" : "None"}`,
      }),
    },
    {
      id: "adobe-address",
      judge: (v) => ({
        ...reached(input, v, "adobe-monitor", `monitor-${adobeReach(v, "adobe-monitor").reason}`),
        observed: v.ipRules.join(", ") || "none",
        ...(lacksRoom(v) ? { reason: { key: "rules-full" }, fix: FREE_A_RULE } : {}),
      }),
    },
  ];
}

/** Met, not yet (Azure still goes by the rules before the last change), or unmet for this reason. */
function reached(
  input: PartInput,
  vault: VaultFacts,
  caller: "adobe-stores" | "adobe-monitor",
  key: string,
): ReturnType<Rule["judge"]> {
  const window = adobeWaits(vault, caller, input, input.now);
  if (window) return { met: "waiting", reason: { key: "firewall-settling", params: window } };
  const { reachable } = adobeReach(vault, caller);
  // Behind a perimeter its own rules decide, and they are not the vault's to show.
  return { met: reachable === "unknown" ? null : reachable === "yes", reason: { key } };
}

/** What a vault must be for Adobe, from the vault as observed. `dedicated` rows only for CJA. */
export function vaultRequirements(input: PartInput): Requirement[] {
  const { vault } = input.facts;
  const exists = requirementsOn(vault, "azure")("vault-exists", (value) => vaultExistence(input, value));
  if (!vault || !("value" in vault) || !vault.value.exists) return [exists];
  const found: VaultFacts = vault.value;
  const check = requirementsOn({ ...vault, value: found }, "azure");
  const all = [
    exists,
    ...rules(input)
      .filter(({ id }) => id !== "hsm-activated" || storeOfTier(found.sku) === "hsm")
      .map((rule) => check(rule.id, rule.judge, rule.weight)),
    ...recoveredRequirements(input),
  ];
  return input.part === "aep" ? all : [...all, ...dedicatedRequirements(input)];
}

/** The proof that a vault serves CJA alone: it is not the other part's, and holds no key but the chosen one. */
export function dedicatedRequirements(input: PartInput): Requirement[] {
  const { vault, vaultKeys } = input.facts;
  if (!vault || !("value" in vault) || !vault.value.exists) return [];
  const found: VaultFacts = vault.value;
  const other = input.otherVaultId;
  const own = requirementsOn({ ...vault, value: found }, "azure")("vault-dedicated", () => ({
    met: other === null || other.toLowerCase() !== found.id.toLowerCase(),
    observed: other ? `${found.name}; AEP: ${other.split("/").at(-1)}` : found.name,
    reason: { key: "used-for-aep" },
    fix: CHOOSE_ANOTHER,
  }));
  const alone = requirementsOn(vaultKeys, "azure")("vault-no-other-keys", ({ names }) => {
    const others = names.filter((name) => name.toLowerCase() !== input.choices.key.name.toLowerCase());
    return {
      met: others.length === 0,
      observed: names.join(", ") || "none",
      reason: { key: "other-keys", params: { names: others.join(", ") } },
      fix: CHOOSE_ANOTHER,
    };
  });
  return [own, alone];
}
