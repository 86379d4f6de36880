import type { Absent, PrincipalFacts } from "../facts";
import { CJA_APPLICATION_ID } from "../ids";
import type { PartInput } from "../input";
import type { Requirement } from "../outcome";
import { valueOf } from "../value-of";
import { requirementsOn, type Verdict } from "./requirement";

/** Adobe's application for this part: CJA's is the same for everybody, AEP's is made for the organisation. */
export function adobeApplicationId(input: Pick<PartInput, "part" | "facts">): string | null {
  return input.part === "cja"
    ? CJA_APPLICATION_ID
    : (valueOf(input.facts.registration)?.applicationId ?? null);
}

/** Consent that landed in another tenant is named, where that tenant could be asked. */
function absence(principal: PrincipalFacts | Absent, tenant: string): Verdict["reason"] {
  if (principal.exists || !principal.elsewhere?.length) return { key: "app-absent", params: { tenant } };
  return { key: "app-elsewhere", params: { found: principal.elsewhere.join(", "), tenant } };
}

/** Adobe's application must have an enabled service principal in the tenant that owns the vault. */
export function appRequirements(input: PartInput): Requirement[] {
  const check = requirementsOn(input.facts.principal, "graph");
  const wanted = adobeApplicationId(input);
  const tenant = input.organisation.azureTenantId;
  const first = wanted === null ? undefined : input.remembered?.owners[wanted];
  return [
    check("app-present", (p) => ({
      met: p.exists && (wanted === null || p.appId === wanted),
      observed: p.exists ? p.appId : "none",
      reason: absence(p, tenant),
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
    // Adobe publishes no list of its tenants: the owner counts that was seen first.
    ...(first
      ? [
          check(
            "app-owner",
            (p) => ({
              met: p.exists && p.ownerTenantId !== null ? p.ownerTenantId === first.value : null,
              observed: p.exists ? p.ownerTenantId : null,
              reason: {
                key: "app-owner-changed",
                params: { before: first.value, date: first.at.slice(0, 10) },
              },
              fix: { kind: "needs", who: "adobe-account-team", what: "confirm-app-owner" },
            }),
            "should",
          ),
        ]
      : []),
  ];
}
