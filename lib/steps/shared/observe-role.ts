import "server-only";
import type { AssignmentFacts } from "@/lib/cmk/facts";
import { roleScope } from "@/lib/cmk/requirements/role";
import type { FactInput, Observer, StepContext } from "../step";
import { conclude, look, unseen } from "./look";
import { readExtensions } from "./observe-extensions";

/** The roles that Adobe's principal holds on the vault, and what else hangs on it; both were observed before. */
export const observeAssignments: Observer = async (context) => {
  const { vault, principal } = context.input.facts;
  const scope = roleScope(context.input);
  if (!vault) return [];
  if ("failure" in vault) return [unseen("assignments", vault), unseen("extensions", vault)];
  // Nothing is said of what hung on a vault that is gone: what was seen last is what recovery is measured by.
  if (!vault.value.exists) return [conclude(context, "assignments", "azure", { scope, list: [] })];
  let all: AssignmentFacts[] = [];
  const listed = await look(context, "assignments", "azure", async () => {
    all = await (await context.azure()).listRoleAssignments(scope);
    return { scope, list: all };
  });
  if ("failure" in listed) return [...(principal ? [listed] : []), unseen("extensions", listed)];
  const store = vault.value.id;
  const extensions = await look(context, "extensions", "azure", () => readExtensions(context, store, all));
  return [...ownAssignments(context, scope, all), extensions];
};

/** What of it is Adobe's: nothing while the principal is unknown, an empty list while there is none. */
function ownAssignments(context: StepContext, scope: string, all: AssignmentFacts[]): FactInput[] {
  const { principal } = context.input.facts;
  if (!principal) return [];
  if ("failure" in principal) return [unseen("assignments", principal)];
  const { value } = principal;
  const list = value.exists ? all.filter((entry) => entry.principalId === value.objectId) : [];
  return [conclude(context, "assignments", "azure", { scope, list })];
}
