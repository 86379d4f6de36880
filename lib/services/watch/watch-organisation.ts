import "server-only";
import type { PartFacts } from "@/lib/cmk/facts";
import { PART_IDS } from "@/lib/cmk/parts";
import { withScope } from "@/lib/db/transaction";
import { type DueWatch, finishWatch, type WatchIntervals } from "@/lib/db/watches";
import { observeCritical, observePart } from "@/lib/steps/observe-part";
import { type OrganisationContext, requirePermission } from "../context";
import { lookAt } from "../setup/look-at-step";
import { readSetup } from "../setup/setup-state";

/** The longest that any vendor asked Clavis to wait, in seconds; 0 when none did. */
function pauseAsked(facts: PartFacts): number {
  return Object.values(facts).reduce((longest, observed) => {
    const failure = observed && "failure" in observed ? observed.failure : null;
    return failure?.kind === "throttled" ? Math.max(longest, failure.retryAfterSeconds ?? 60) : longest;
  }, 0);
}

/**
 * One look at an organisation that was claimed: stores what was seen, and takes it into the findings. The next look is
 * due at its own time again, or later when a vendor asked for a pause. Whatever went wrong, the claim is given back.
 */
export async function watchOrganisation(
  context: OrganisationContext,
  look: DueWatch["look"],
  intervals: WatchIntervals,
): Promise<void> {
  requirePermission(context, "watch.record");
  let pause = 0;
  try {
    let state = await readSetup(context);
    for (const part of PART_IDS) {
      state = await lookAt(context, state, part, look === "full" ? observePart(part) : observeCritical(part));
      pause = Math.max(pause, pauseAsked(state.inputs[part].facts));
    }
  } finally {
    const at = context.now();
    const heldUntil = pause > 0 ? new Date(at.getTime() + pause * 1000) : null;
    await withScope(context.scope, (tx) =>
      finishWatch(tx, context.organisationId, { at, look, heldUntil }, intervals),
    );
  }
}
