import { valueOf } from "../facts";
import { CJA_APPLICATION_ID } from "../ids";
import type { PartInput } from "../input";
import type { Requirement } from "../outcome";
import { requirementsOn } from "./requirement";

/** Adobe's application for this part: CJA's is the same for everybody, AEP's is made for the organisation. */
export function adobeApplicationId(input: Pick<PartInput, "part" | "facts">): string | null {
  return input.part === "cja"
    ? CJA_APPLICATION_ID
    : (valueOf(input.facts.registration)?.applicationId ?? null);
}

/** Adobe's application must have an enabled service principal in the tenant that owns the vault. */
export function appRequirements(input: PartInput): Requirement[] {
  const check = requirementsOn(input.facts.principal, "graph");
  const wanted = adobeApplicationId(input);
  return [
    check("app-present", (p) => ({
      met: p.exists && (wanted === null || p.appId === wanted),
      observed: p.exists ? p.appId : "none",
      reason: { key: "app-absent", params: { tenant: input.organisation.azureTenantId } },
    })),
    check("app-tenant", (p) => ({
      met: p.exists ? p.tenantId === input.organisation.azureTenantId : null,
      observed: p.exists ? p.tenantId : null,
      reason: { key: "other-tenant", params: { expected: input.organisation.azureTenantId } },
    })),
    check("app-enabled", (p) => ({
      met: p.exists ? p.enabled : null,
      observed: p.exists ? (p.enabled ? "enabled" : "disabled") : null,
      reason: { key: "app-disabled" },
      fix: { kind: "needs", who: "entra-administrator", what: "enable-app" },
    })),
  ];
}
