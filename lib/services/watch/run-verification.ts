import "server-only";
import { LOG_SOURCES } from "@/lib/cmk/activity/activity";
import { PART_IDS } from "@/lib/cmk/parts";
import { wasComplete } from "@/lib/cmk/progress";
import { readWithScope, withScope } from "@/lib/db/transaction";
import { claimVerification, listWaitingVerifications, moveVerification } from "@/lib/db/verifications";
import { looksOf } from "@/lib/steps/observe-part";
import { type Context, type OrganisationContext, requirePermission } from "../context";
import { lookAt } from "../setup/look-at-step";
import { readSetup } from "../setup/setup-state";
import { readLogs } from "./read-logs";

/** Longer than all looks of one verification may take together: then its worker is gone, and another takes it. */
const LOST_AFTER_MS = 300_000;
const lostSince = (context: Context) => new Date(context.now().getTime() - LOST_AFTER_MS);

/** Organisations in scope with a verification that nobody works on. Throws FORBIDDEN. */
export async function findWaitingVerifications(context: Context): Promise<string[]> {
  requirePermission(context, "watch.record");
  return readWithScope(context.scope, (tx) => listWaitingVerifications(tx, lostSince(context)));
}

/**
 * Carries out the verification that waits in an organisation, one look after the other: each is stored, judged and
 * counted before the next, so that whoever watches sees it come in, and a worker that dies loses one look at most.
 * Does nothing when another worker has it. Throws FORBIDDEN.
 */
export async function runVerification(context: OrganisationContext): Promise<void> {
  requirePermission(context, "watch.record");
  const { scope, organisationId } = context;
  const claimed = await withScope(scope, (tx) => claimVerification(tx, organisationId, lostSince(context)));
  if (!claimed) return;
  const say = (change: Parameters<typeof moveVerification>[2]) =>
    withScope(scope, (tx) => moveVerification(tx, claimed.id, change));
  try {
    let state = await readSetup(context);
    let done = 0;
    for (const part of PART_IDS) {
      if (wasComplete(state.inputs[part])) await readLogs(context, state.inputs[part], LOG_SOURCES);
      for (const [name, observe] of looksOf(part)) {
        await say({ current: `${part}/${name}`, done });
        state = await lookAt(context, state, part, observe);
        done += 1;
      }
    }
    await say({ status: "succeeded", done, current: null, endedAt: context.now() });
  } catch (error) {
    await say({ status: "failed", current: null, endedAt: context.now(), problem: "unexpected" });
    throw error;
  }
}
