import "server-only";
import { judgeChecks } from "@/lib/cmk/checks/judge-checks";
import type { PartId } from "@/lib/cmk/parts";
import { type Lack, lacksOf } from "@/lib/cmk/watcher/lacks";
import { type WatcherFacts, watcherRoles } from "@/lib/cmk/watcher/plan-watcher";
import type { RightsPlanView } from "@/lib/cmk/watcher/views";
import { listLogStates } from "@/lib/db/log-cursors";
import { readWithScope, type Transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { renderGraphPermissions } from "@/lib/render/graph-permissions";
import { observeWatcher, planWatcherRights } from "@/lib/steps/plan-watcher-rights";
import { VendorError } from "@/lib/vendor-error";
import type { OrganisationContext } from "../context";
import { type SetupState, setupStateIn } from "../setup/setup-state";
import { stepContext } from "../setup/step-context";
import { placeOf, withScripts } from "../setup/with-scripts";

export type RightsState = { state: SetupState; lacks: Record<PartId, Lack[]> };

/** What the watching identity lacks, as one transaction sees it. */
export async function rightsIn(tx: Transaction, context: OrganisationContext): Promise<RightsState> {
  const state = await setupStateIn(tx, context);
  const logs = await listLogStates(tx, context.organisationId);
  const of = (part: PartId) => lacksOf(part, judgeChecks(state.inputs[part]), logs);
  return { state, lacks: { aep: of("aep"), cja: of("cja") } };
}

export function readRights(context: OrganisationContext): Promise<RightsState> {
  return readWithScope(context.scope, (tx) => rightsIn(tx, context));
}

function requireWatcher({ clouds }: OrganisationContext) {
  if (clouds.watcher) return clouds.watcher;
  throw new AppError("NOT_CONFIGURED", "Clavis's own application is not known.");
}

/** Looks at what the identity holds now, and plans what it lacks. Throws VendorError, NOT_CONFIGURED. */
export async function planRights(
  context: OrganisationContext,
  { state, lacks }: RightsState,
  part: PartId,
): Promise<RightsPlanView> {
  const input = state.inputs[part];
  const own = lacks[part];
  const asked = stepContext(context, input);
  const seen = await observeWatcher(asked, own, requireWatcher(context).appId);
  const planned = withScripts(await planWatcherRights(asked, own, seen), input);
  const { appId, name, objectId } = seen;
  return {
    part,
    lacks: own,
    watcher: { appId, name, objectId },
    ...planned,
    permitted: planned.permitted ?? [],
    held: watcherRoles(input, own, seen).held.map(({ name: role, scope }) => ({ name: role, scope })),
    consent: await consentFor(context, state, part, own, seen),
  };
}

async function consentFor(
  context: OrganisationContext,
  state: SetupState,
  part: PartId,
  lacks: Lack[],
  { appId, tenantId }: WatcherFacts,
): Promise<RightsPlanView["consent"]> {
  const permissions = lacks.flatMap(({ right, way }) => (way === "consent" ? [right] : []));
  if (permissions.length === 0) return null;
  const scripts = renderGraphPermissions({ appId, permissions }, placeOf(state.inputs[part]));
  try {
    return { permissions, scripts, url: await requireWatcher(context).consentUrl(tenantId) };
  } catch (error) {
    if (error instanceof VendorError) return { permissions, scripts, url: null };
    throw error;
  }
}
