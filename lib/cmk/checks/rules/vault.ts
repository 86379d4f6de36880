import { permissionModel } from "../../key-store";
import { dedicatedRequirements } from "../../requirements/vault";
import { valueOf } from "../../value-of";
import type { CheckDefinition, CheckVerdict } from "../check";
import { mapped } from "../mappings";
import { BOTH, onVault, passes, STEP } from "../shared";

const CHOOSE_ANOTHER = { kind: "needs", who: "admin", what: "choose-another-vault" } as const;
const OWNER = (what: string) => ({ kind: "needs", who: "vault-owner", what }) as const;

function deletedVault(input: Parameters<CheckDefinition["judge"]>[0]): CheckVerdict {
  const vault = valueOf(input.facts.vault);
  if (vault?.exists) return { state: "pass", observed: vault.name };
  if (!vault?.softDeleted) return { state: "fail", observed: "none", reason: { key: "vault-gone" } };
  const date = vault.softDeleted.purgeOn?.slice(0, 10) ?? "";
  return {
    state: "fail",
    observed: "soft-deleted",
    reason: date ? { key: "vault-soft-deleted-until", params: { date } } : { key: "vault-soft-deleted" },
  };
}

function dedicated(input: Parameters<CheckDefinition["judge"]>[0]): CheckVerdict {
  const rows = dedicatedRequirements(input);
  const unmet = rows.find(({ state }) => state === "unmet");
  if (unmet) {
    const reason = unmet.reason ?? { key: "used-for-aep", params: {} };
    return { state: "fail", observed: unmet.observed, reason };
  }
  const told = rows.length > 0 && rows.every(({ state }) => state === "met");
  return { state: told ? "pass" : "unknown", observed: rows.at(-1)?.observed ?? null };
}

/** The vault itself. */
export const VAULT_CHECKS: readonly CheckDefinition[] = [
  {
    id: "VLT-01",
    parts: BOTH,
    severity: "critical",
    failureClass: "hygiene",
    reads: ["vault"],
    critical: true,
    fix: STEP.vault,
    mappings: mapped({ mcsb: ["DP-8"], "soc-2": ["CC6.1"], "nist-800-53": ["CP-9"] }),
    // Left out means on: Azure's default, and it cannot be turned off.
    judge: onVault(({ softDelete }) => ({
      state: passes(softDelete !== false),
      observed: softDelete === false ? "off" : "on",
      reason: { key: "soft-delete-off" },
    })),
  },
  {
    id: "VLT-02",
    parts: BOTH,
    severity: "medium",
    failureClass: "hygiene",
    reads: ["vault"],
    critical: false,
    fix: CHOOSE_ANOTHER,
    mappings: [],
    judge: onVault(({ retentionDays }) => ({
      state: passes(retentionDays === null ? null : retentionDays >= 90, "warn"),
      observed: retentionDays,
      reason: { key: "retention-fixed", params: { days: retentionDays ?? 0 } },
    })),
  },
  {
    id: "VLT-03",
    parts: BOTH,
    severity: "critical",
    failureClass: "hygiene",
    reads: ["vault"],
    critical: true,
    fix: STEP.vault,
    mappings: mapped({
      "cis-6.0": ["8.3.5"],
      mcsb: ["DP-8"],
      "iso-27001": ["7.14"],
      "soc-2": ["CC6.1"],
      "nist-800-53": ["CP-9", "MP-6"],
      hipaa: ["164.308(a)(7)(ii)(A–C)", "164.312(a)(2)(ii)", "164.312(c)(1)"],
    }),
    // Left out means off: Azure leaves it out on vaults that never had it.
    judge: onVault(({ purgeProtection }) => ({
      state: passes(purgeProtection === true),
      observed: purgeProtection ? "on" : "off",
      reason: { key: "purge-protection-off" },
    })),
  },
  {
    id: "VLT-04",
    parts: BOTH,
    severity: "critical",
    failureClass: "purge",
    reads: ["vault"],
    critical: true,
    fix: STEP.vault,
    mappings: mapped({
      "cis-6.0": ["8.3.6"],
      mcsb: ["PA-7"],
      "iso-27001": ["5.15", "5.18", "8.2", "8.3"],
      "soc-2": ["CC6.2", "CC6.3"],
      "nist-800-53": ["AC-2(1)", "AC-3(7)"],
      "pci-4.0.1": ["7.2.4"],
      hipaa: ["164.308(a)(4)"],
    }),
    judge: onVault(({ rbac, sku }) => ({
      state: passes(rbac),
      observed: rbac === null ? null : permissionModel({ sku, rbac }),
      reason: { key: "access-policies" },
    })),
  },
  {
    id: "VLT-05",
    parts: BOTH,
    severity: "high",
    failureClass: "recoverable",
    reads: ["vault"],
    critical: false,
    fix: CHOOSE_ANOTHER,
    mappings: [],
    judge: onVault(({ sku }, input) => {
      const key = valueOf(input.facts.key);
      const needsPremium = key?.exists && key.type === "RSA-HSM" && sku === "standard";
      return {
        state: passes(sku === null ? null : !needsPremium),
        observed: sku,
        reason: { key: "tier-unsupported" },
      };
    }),
  },
  {
    id: "VLT-06",
    parts: BOTH,
    severity: "medium",
    failureClass: "hygiene",
    reads: ["vault"],
    critical: false,
    fix: OWNER("wait-for-vault"),
    mappings: [],
    judge: onVault(({ provisioningState }) => ({
      state: passes(provisioningState === null ? null : provisioningState === "Succeeded", "warn"),
      observed: provisioningState,
      reason: { key: "vault-not-ready", params: { state: provisioningState ?? "" } },
    })),
  },
  {
    id: "VLT-07",
    parts: BOTH,
    severity: "critical",
    failureClass: "purge",
    reads: ["vault"],
    critical: true,
    fix: STEP.vault,
    mappings: [],
    judge: deletedVault,
  },
  {
    id: "VLT-08",
    parts: BOTH,
    severity: "medium",
    failureClass: "hygiene",
    reads: ["vault", "locks"],
    critical: false,
    fix: OWNER("add-lock"),
    mappings: [],
    judge: onVault((_, input) => {
      const locks = valueOf(input.facts.locks)?.list ?? [];
      const guards = locks.filter(({ level }) => level === "CanNotDelete");
      const blocks = locks.find(({ level }) => level === "ReadOnly");
      if (guards.length > 0) return { state: "pass", observed: guards.map(({ name }) => name).join(", ") };
      return {
        state: "fail",
        observed: blocks ? `${blocks.name} (ReadOnly)` : "none",
        reason: { key: blocks ? "lock-read-only" : "no-lock" },
      };
    }),
  },
  {
    id: "VLT-09",
    parts: ["cja"],
    severity: "high",
    failureClass: "hygiene",
    reads: ["vault", "vaultKeys"],
    critical: false,
    fix: CHOOSE_ANOTHER,
    mappings: [],
    judge: dedicated,
  },
  {
    id: "VLT-10",
    parts: BOTH,
    severity: "low",
    failureClass: "hygiene",
    reads: ["vault"],
    critical: false,
    fix: OWNER("remove-legacy-uses"),
    mappings: [],
    judge: onVault(({ legacyUses, accessPolicies, rbac }) => {
      if (legacyUses === undefined) return { state: "unknown" };
      const uses = [...legacyUses, ...((accessPolicies ?? 0) > 0 && rbac !== true ? ["accessPolicies"] : [])];
      return {
        state: passes(uses.length === 0),
        observed: uses.join(", ") || "none",
        reason: { key: "legacy-uses", params: { uses: uses.join(", ") } },
      };
    }),
  },
  {
    id: "VLT-11",
    parts: BOTH,
    severity: "critical",
    failureClass: "recoverable",
    reads: ["subscription"],
    critical: true,
    fix: OWNER("reactivate-subscription"),
    mappings: [],
    judge: (input) => {
      const state = valueOf(input.facts.subscription)?.state ?? null;
      if (state === null) return { state: "unknown" };
      const word = state.toLowerCase();
      return {
        state: word === "enabled" ? "pass" : word === "warned" || word === "pastdue" ? "warn" : "fail",
        observed: state,
        reason: { key: "subscription-state", params: { state } },
      };
    },
  },
];
