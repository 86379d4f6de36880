import type { AssignmentFacts } from "../../facts";
import type { PartInput } from "../../input";
import { STORE_ROLES } from "../../key-store";
import { orphansOf } from "../../recovery/orphans";
import { vaultScope } from "../../requirements/role";
import { valueOf } from "../../value-of";
import type { CheckDefinition, CheckVerdict } from "../check";
import { BOTH, passes, STEP } from "../shared";

const ENCRYPTION_USERS: readonly string[] = Object.values(STORE_ROLES).map(({ adobe }) => adobe.id);
const OWNER_REMOVES = (what: string) => ({ kind: "needs", who: "vault-owner", what }) as const;

/** Assignments of Adobe's principal; null when the app is not there, which a check of its own says. */
function ofAdobe(input: PartInput): AssignmentFacts[] | null {
  const principal = valueOf(input.facts.principal);
  const assignments = valueOf(input.facts.assignments);
  if (!principal?.exists || !assignments) return null;
  return assignments.list.filter(({ principalId }) => principalId === principal.objectId);
}
const isRole = ({ roleDefinitionId }: AssignmentFacts) =>
  ENCRYPTION_USERS.includes(roleDefinitionId.toLowerCase());

function onOwn(judge: (own: AssignmentFacts[], input: PartInput) => CheckVerdict): CheckDefinition["judge"] {
  return (input) => {
    const own = ofAdobe(input);
    return own === null ? { state: "unknown", reason: { key: "app-absent" } } : judge(own, input);
  };
}

/** How wide a scope is, by Azure's form of ids. */
function levelOf(scope: string): "management-group" | "subscription" | "resource-group" | "resource" {
  if (/\/managementGroups\//i.test(scope) || scope === "/") return "management-group";
  if (/^\/subscriptions\/[^/]+\/?$/i.test(scope)) return "subscription";
  return /\/resourceGroups\/[^/]+\/?$/i.test(scope) ? "resource-group" : "resource";
}

function tightScope(own: AssignmentFacts[]): CheckVerdict {
  const roles = own.filter(isRole);
  if (roles.length === 0) return { state: "unknown", reason: { key: "role-gone" } };
  const narrow = roles.find(({ scope }) => levelOf(scope) === "resource") ?? roles[0];
  const level = levelOf(narrow?.scope ?? "");
  if (level === "resource") return { state: "pass", observed: narrow?.scope ?? null };
  const reason = { key: `scope-${level}` };
  return {
    state: level === "management-group" ? "fail" : "warn",
    observed: narrow?.scope ?? null,
    reason,
  };
}

/** What Adobe's application may do with the key, and who else might. */
export const ROLE_CHECKS: readonly CheckDefinition[] = [
  {
    id: "ROL-01",
    parts: BOTH,
    severity: "critical",
    failureClass: "purge",
    reads: ["principal", "assignments"],
    critical: true,
    fix: STEP.role,
    mappings: [],
    judge: onOwn((own, input) => {
      const role = own.find(isRole);
      if (role) return { state: "pass", observed: role.scope };
      const [orphan] = orphansOf(input, vaultScope(input));
      const reason = orphan
        ? { key: "role-orphaned", params: { old: orphan.principalId } }
        : { key: "role-gone" };
      return { state: "fail", observed: "none", reason };
    }),
  },
  {
    id: "ROL-02",
    parts: BOTH,
    severity: "high",
    failureClass: "hygiene",
    reads: ["principal", "assignments"],
    critical: false,
    fix: OWNER_REMOVES("remove-roles"),
    mappings: [],
    judge: onOwn((own) => {
      const others = own.filter((entry) => !isRole(entry));
      return {
        state: passes(others.length === 0),
        observed: others.map(({ roleDefinitionId }) => roleDefinitionId).join(", ") || "none",
        reason: { key: "more-roles", params: { count: others.length } },
      };
    }),
  },
  {
    id: "ROL-03",
    parts: BOTH,
    severity: "medium",
    failureClass: "hygiene",
    reads: ["principal", "assignments"],
    critical: false,
    fix: STEP.role,
    mappings: [],
    judge: onOwn(tightScope),
  },
  {
    id: "ROL-04",
    parts: BOTH,
    severity: "medium",
    failureClass: "hygiene",
    reads: ["extensions", "principal"],
    critical: false,
    fix: STEP.role,
    mappings: [],
    judge: (input) => {
      const orphans = orphansOf(input, vaultScope(input));
      return {
        state: passes(orphans.length === 0),
        observed: orphans.map(({ principalId }) => principalId).join(", ") || "none",
        reason: { key: "orphan-left" },
      };
    },
  },
  {
    id: "ROL-05",
    parts: BOTH,
    severity: "high",
    failureClass: "recoverable",
    reads: ["principal", "assignments", "denyAssignments"],
    critical: false,
    fix: OWNER_REMOVES("remove-condition"),
    mappings: [],
    judge: onOwn((own, input) => {
      const denied = valueOf(input.facts.denyAssignments)?.list ?? [];
      if (denied.length > 0)
        return {
          state: "fail",
          observed: denied.map(({ name }) => name).join(", "),
          reason: { key: "deny-assignment", params: { count: denied.length } },
        };
      const condition = own.find((entry) => isRole(entry) && entry.condition !== null)?.condition;
      return {
        state: passes(!condition),
        observed: condition ?? "none",
        reason: { key: "role-condition" },
      };
    }),
  },
  {
    id: "ROL-06",
    parts: ["aep"],
    severity: "low",
    failureClass: "hygiene",
    reads: [],
    critical: false,
    fix: { kind: "needs", who: "admin", what: "split-duties" },
    mappings: [],
    // Adobe's permission holders cannot be asked for by any documented call.
    judge: () => ({ state: "unknown", reason: { key: "holders-not-readable" } }),
  },
];
