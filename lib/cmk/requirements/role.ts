import type { AssignmentFacts, Observed } from "../facts";
import type { PartInput } from "../input";
import { STORE_ROLES, storeOf, storeResourceId } from "../key-store";
import type { Requirement } from "../outcome";
import { orphansOf } from "../recovery/orphans";
import { valueOf } from "../value-of";
import { requirementsOn } from "./requirement";

/** When a role that was assigned at `createdOn` is sure to work, in ISO 8601; null when the time is not known. */
export function roleWorksFrom(createdOn: string | null, propagationSeconds: number): string | null {
  return createdOn === null
    ? null
    : new Date(Date.parse(createdOn) + propagationSeconds * 1000).toISOString();
}

/** The resource id of the vault, or managed HSM, of this part. */
export function vaultScope(input: PartInput): string {
  const vault = valueOf(input.facts.vault);
  return vault?.exists
    ? vault.id
    : storeResourceId(input.organisation.azureSubscriptionId, input.choices.vault);
}

/**
 * Where roles are assigned: the vault. In a managed HSM, which many share and whose roles are its own, the key, as
 * its resource id with the local scope behind it.
 */
export function roleScope(input: PartInput): string {
  const store = vaultScope(input);
  return storeOf(input) === "hsm" ? `${store}/keys/${input.choices.key.name}` : store;
}

/** Adobe's principal must hold the encryption user's role on the vault (or key), and should hold nothing else. */
export function roleRequirements(input: PartInput): Requirement[] {
  const wanted = STORE_ROLES[storeOf(input)].adobe.id;
  const principal = valueOf(input.facts.principal);
  const observed = input.facts.assignments;
  const own: Observed<AssignmentFacts[]> | undefined =
    observed && "value" in observed
      ? {
          ...observed,
          value: observed.value.list.filter(
            (entry) => principal?.exists && entry.principalId === principal.objectId,
          ),
        }
      : observed;
  const check = requirementsOn(own, "azure");
  const held = (list: AssignmentFacts[]) =>
    list.find((entry) => entry.roleDefinitionId.toLowerCase() === wanted);
  const orphans = orphansOf(input, vaultScope(input));
  const assigned = check("role-assigned", (list) => {
    const role = held(list);
    const [orphan] = orphans;
    if (role || !orphan)
      return { met: Boolean(role), observed: role ? role.scope : "none", reason: { key: "role-absent" } };
    const params = { old: orphan.principalId };
    return { met: false, observed: orphan.principalId, reason: { key: "role-orphaned", params } };
  });
  if (assigned.state !== "met") return [assigned];
  return [
    assigned,
    check("role-unconditional", (list) => ({
      met: held(list)?.condition === null,
      observed: held(list)?.condition ?? "none",
      reason: { key: "role-condition" },
      fix: { kind: "needs", who: "vault-owner", what: "remove-condition" },
    })),
    check("role-effective", (list) => {
      const from = roleWorksFrom(held(list)?.createdOn ?? null, input.rolePropagationSeconds);
      const works = from === null || from <= input.now;
      return {
        met: works || "waiting",
        observed: held(list)?.createdOn ?? null,
        reason: {
          key: "role-propagating",
          params: { since: held(list)?.createdOn ?? "", until: from ?? "" },
        },
      };
    }),
    check(
      "role-only",
      (list) => ({
        met: list.every((entry) => entry.roleDefinitionId.toLowerCase() === wanted),
        observed: String(list.length),
        reason: { key: "more-roles", params: { count: list.length } },
        fix: { kind: "needs", who: "vault-owner", what: "remove-roles" },
      }),
      "should",
    ),
    ...(input.facts.extensions
      ? [
          requirementsOn(input.facts.extensions, "azure")(
            "role-no-orphan",
            () => ({
              met: orphans.length === 0,
              observed: orphans.map((entry) => entry.principalId).join(", ") || "none",
              reason: { key: "orphan-left" },
            }),
            "should",
          ),
        ]
      : []),
  ];
}
