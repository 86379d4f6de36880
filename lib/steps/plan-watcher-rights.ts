import "server-only";
import type { AssignmentFacts } from "@/lib/cmk/facts";
import type { Permitted } from "@/lib/cmk/permitted";
import type { Plan } from "@/lib/cmk/plan";
import { roleScope } from "@/lib/cmk/requirements/role";
import type { Lack } from "@/lib/cmk/watcher/lacks";
import { planWatcher, type WatcherFacts, watcherScopes } from "@/lib/cmk/watcher/plan-watcher";
import { askOnce, permittedFor } from "./permitted";
import { orNull } from "./shared/or-null";
import type { StepContext } from "./step";

const NAME = "Clavis";

/** What the watching identity is and holds in the vault's tenant, with the eyes of the person. Throws VendorError. */
export async function observeWatcher(
  context: StepContext,
  lacks: readonly Lack[],
  appId: string,
): Promise<WatcherFacts> {
  const tenantId = context.input.organisation.azureTenantId;
  const directory = await context.directory();
  const asked = await orNull(async () => ({ found: await directory.getServicePrincipal(appId) }));
  const found = asked?.found?.exists ? asked.found : null;
  const assignments: AssignmentFacts[] = [];
  if (found) {
    const azure = await context.azure();
    for (const scope of watcherScopes(context.input, lacks))
      assignments.push(...(await azure.listRoleAssignments(scope, found.objectId)));
  }
  return {
    appId,
    tenantId,
    name: found?.displayName ?? NAME,
    exists: asked === null ? null : found !== null,
    objectId: found?.objectId ?? null,
    assignments,
  };
}

/** Key Vault's own administrators of access may give Key Vault's data roles, and no Reader. */
function withoutDataAdministrators({ holders, ...rest }: Permitted): Permitted {
  const roles = holders.roles.filter((role) => role !== "Key Vault Data Access Administrator");
  return { ...rest, holders: { ...holders, roles } };
}

/** What would give the watching identity the roles it lacks, and whether the person may do it. Throws VendorError. */
export async function planWatcherRights(
  context: StepContext,
  lacks: readonly Lack[],
  watcher: WatcherFacts,
): Promise<{ plan: Plan; permitted: Permitted[] }> {
  const plan = await planWatcher(context.input, lacks, watcher);
  const { azureSubscriptionId } = context.input.organisation;
  const there = {
    subscription: `/subscriptions/${azureSubscriptionId}`,
    resourceGroup: null,
    vault: roleScope(context.input),
  };
  const permitted = await permittedFor(context, plan, there, askOnce(context));
  return { plan, permitted: permitted.map(withoutDataAdministrators) };
}
