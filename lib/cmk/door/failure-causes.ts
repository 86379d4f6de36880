import type { PartInput } from "../input";
import type { Requirement } from "../outcome";
import type { StepKey } from "../parts";
import { evaluatePart } from "../progress";
import { valueOf } from "../value-of";

/**
 * Adobe says FAILED and nothing more, so the checks are asked. sure: seen to be wrong now. likely: not settled yet, or
 * not visible. possible: nothing is wrong any more, and this is what is left. Wording: `causes.<id>`.
 */
export type FailureCause = {
  id: string;
  likelihood: "sure" | "likely" | "possible";
  /** Where it is mended; null when no step mends it. */
  step: StepKey | null;
  observed: string | null;
};

/** What each requirement means for Adobe's test, in the order in which it is looked for: nearest to the key first. */
export const CAUSES: [requirement: string, cause: string][] = [
  ["app-present", "principal-absent"],
  ["app-tenant", "wrong-tenant"],
  ["vault-tenant", "wrong-tenant"],
  ["app-enabled", "principal-disabled"],
  ["role-assigned", "role-absent"],
  ["role-unconditional", "role-conditional"],
  ["role-effective", "role-not-effective"],
  ["vault-exists", "vault-absent"],
  ["key-exists", "key-absent"],
  ["key-enabled", "key-disabled"],
  ["key-not-expired", "key-expired"],
  ["key-active", "key-not-yet-valid"],
  ["key-operations", "key-operations"],
  ["key-size", "key-size"],
  ["key-type", "key-type"],
  ["trusted-services", "firewall-bypass"],
  ["no-perimeter", "perimeter"],
  ["purge-protection", "vault-protection"],
  ["soft-delete", "vault-protection"],
  ["rbac", "access-policies"],
  ["vault-tier", "vault-tier"],
  ["vault-state", "vault-not-ready"],
  ["hsm-activated", "hsm-not-activated"],
  ["adobe-address", "monitor-shut-out"],
  ["adobe-permission", "adobe-permission"],
];

const ORDER: Record<FailureCause["likelihood"], number> = { sure: 0, likely: 1, possible: 2 };

function causeOf(step: StepKey, { id, state, observed, reason }: Requirement): FailureCause | null {
  if (state === "met" || id === "shield-bought") return null;
  const known = CAUSES.find(([requirement]) => requirement === id)?.[1] ?? "other";
  // Deleted here, elsewhere or behind a firewall: for Adobe it is all the same.
  const deleted = /^(vault|hsm|key)-(?:soft-)?deleted/.exec(reason?.key ?? "")?.[1]?.replace("hsm", "vault");
  return {
    id: deleted ? `${deleted}-soft-deleted` : known,
    likelihood: state === "unmet" ? "sure" : "likely",
    step,
    observed,
  };
}

/** A role or a firewall rule that is younger than the submission may not have worked when Adobe tested. */
function whatIsLeft(input: PartInput): FailureCause[] {
  const assignments = valueOf(input.facts.assignments)?.list ?? [];
  const newest =
    assignments
      .flatMap(({ createdOn }) => createdOn ?? [])
      .sort()
      .at(-1) ?? null;
  return [
    { id: "propagation", likelihood: "possible", step: "aep/role", observed: newest },
    { id: "ask-adobe", likelihood: "possible", step: null, observed: null },
  ];
}

/**
 * Why Adobe may have failed, the likeliest first; empty while Adobe has not failed. Adobe documents no sub-code, so
 * this is what the checks say now, not what Adobe saw then.
 */
export function failureCauses(input: PartInput): FailureCause[] {
  const config = valueOf(input.facts.config);
  if (!config?.exists || config.status !== "FAILED") return [];
  const known = CAUSES.map(([, cause]) => cause);
  // What is on no list comes last: it is named, and says the least.
  const rank = (id: string) => (known.includes(id) ? known.indexOf(id) : known.length);
  const found = evaluatePart(input)
    .steps.filter(({ id }) => id !== "submit" && id !== "enablement")
    .flatMap(({ key, requirements }) =>
      requirements
        .filter(({ weight }) => weight === "must")
        .flatMap((requirement) => causeOf(key, requirement) ?? []),
    )
    .sort((a, b) => ORDER[a.likelihood] - ORDER[b.likelihood] || rank(a.id) - rank(b.id));
  const once = [...new Map(found.map((cause) => [`${cause.id} ${cause.step}`, cause])).values()];
  return once.length > 0 ? once : whatIsLeft(input);
}
