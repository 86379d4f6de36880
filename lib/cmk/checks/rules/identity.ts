import type { PartInput } from "../../input";
import { adobeApplicationId } from "../../requirements/app";
import { valueOf } from "../../value-of";
import type { CheckDefinition, CheckVerdict } from "../check";
import { BOTH, onPrincipal, passes, STEP } from "../shared";

function present(input: PartInput): CheckVerdict {
  const principal = valueOf(input.facts.principal);
  const wanted = adobeApplicationId(input);
  if (principal?.exists && (wanted === null || principal.appId === wanted))
    return { state: "pass", observed: principal.appId };
  return {
    state: "fail",
    observed: principal?.exists ? principal.appId : "none",
    reason: { key: "app-gone", params: { tenant: input.organisation.azureTenantId } },
  };
}

/** Adobe's application in the customer's tenant. */
export const IDENTITY_CHECKS: readonly CheckDefinition[] = [
  {
    id: "ID-01",
    parts: ["aep"],
    severity: "critical",
    failureClass: "purge",
    reads: ["principal"],
    critical: true,
    fix: STEP.app,
    mappings: [],
    judge: present,
  },
  {
    id: "ID-02",
    parts: ["cja"],
    severity: "critical",
    failureClass: "purge",
    reads: ["principal"],
    critical: true,
    fix: STEP.app,
    mappings: [],
    judge: present,
  },
  {
    id: "ID-03",
    parts: BOTH,
    severity: "critical",
    failureClass: "purge",
    reads: ["principal"],
    critical: true,
    fix: { kind: "needs", who: "entra-administrator", what: "enable-app" },
    mappings: [],
    judge: onPrincipal(({ enabled }) => ({
      state: passes(enabled),
      observed: enabled === null ? null : enabled ? "enabled" : "disabled",
      reason: { key: "app-disabled" },
    })),
  },
  {
    id: "ID-04",
    parts: BOTH,
    severity: "high",
    failureClass: "hygiene",
    reads: ["principal"],
    critical: false,
    fix: { kind: "needs", who: "adobe-account-team", what: "confirm-app-owner" },
    mappings: [],
    judge: onPrincipal(({ appId, ownerTenantId }, input) => {
      const first = input.remembered?.owners[appId];
      if (!first || ownerTenantId === null) return { state: "unknown", observed: ownerTenantId };
      return {
        state: passes(ownerTenantId === first.value),
        observed: ownerTenantId,
        reason: { key: "app-owner-changed", params: { before: first.value, date: first.at.slice(0, 10) } },
      };
    }),
  },
  {
    id: "ID-05",
    parts: BOTH,
    severity: "critical",
    failureClass: "recoverable",
    reads: ["principal", "vault"],
    critical: true,
    fix: { kind: "needs", who: "admin", what: "choose-another-vault" },
    mappings: [],
    judge: onPrincipal(({ tenantId }, input) => {
      const vault = valueOf(input.facts.vault);
      if (!vault?.exists) return { state: "unknown", reason: { key: "vault-absent" } };
      return {
        state: passes(vault.tenantId.toLowerCase() === tenantId.toLowerCase()),
        observed: vault.tenantId,
        reason: { key: "tenants-differ", params: { expected: tenantId } },
      };
    }),
  },
];
