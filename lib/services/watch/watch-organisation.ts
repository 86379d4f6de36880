import "server-only";
import { LOG_SOURCES } from "@/lib/cmk/activity/activity";
import { sourcesFor } from "@/lib/cmk/activity/match-activity";
import type { PartFacts } from "@/lib/cmk/facts";
import type { PartInput } from "@/lib/cmk/input";
import { PART_IDS } from "@/lib/cmk/parts";
import { wasComplete } from "@/lib/cmk/progress";
import { listOpenFindings } from "@/lib/db/findings";
import { readWithScope, withScope } from "@/lib/db/transaction";
import { type DueWatch, finishWatch, type WatchIntervals } from "@/lib/db/watches";
import { observeCritical, observePart } from "@/lib/steps/observe-part";
import { type OrganisationContext, requirePermission } from "../context";
import { lookAt } from "../setup/look-at-step";
import { readSetup } from "../setup/setup-state";
import { readLogs } from "./read-logs";

/** The longest that any vendor asked Clavis to wait since `from`, in seconds; 0 when none did. */
function pauseAsked(facts: PartFacts, from: string): number {
  return Object.values(facts).reduce((longest, observed) => {
    const failure = observed && "failure" in observed && observed.at >= from ? observed.failure : null;
    return failure?.kind === "throttled" ? Math.max(longest, failure.retryAfterSeconds ?? 60) : longest;
  }, 0);
}

/** Logs are late: for an hour after a finding has opened, each look asks them again who did it. */
const CAUSES_FOR_MS = 3_600_000;

async function readCauses(context: OrganisationContext, input: PartInput): Promise<number> {
  const since = new Date(context.now().getTime() - CAUSES_FOR_MS);
  const open = await readWithScope(context.scope, (tx) =>
    listOpenFindings(tx, context.organisationId, input.part),
  );
  const fresh = open
    .filter(({ openedAt }) => openedAt >= since)
    .flatMap(({ checkId }) => sourcesFor(checkId));
  return fresh.length > 0 ? readLogs(context, input, [...new Set(fresh)]) : 0;
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
  const from = context.now().toISOString();
  let pause = 0;
  try {
    let state = await readSetup(context);
    for (const part of PART_IDS) {
      const watched = wasComplete(state.inputs[part]);
      if (watched && look === "full")
        pause = Math.max(pause, await readLogs(context, state.inputs[part], LOG_SOURCES));
      state = await lookAt(context, state, part, look === "full" ? observePart(part) : observeCritical(part));
      pause = Math.max(pause, pauseAsked(state.inputs[part].facts, from));
      if (watched) pause = Math.max(pause, await readCauses(context, state.inputs[part]));
    }
  } finally {
    const at = context.now();
    const heldUntil = pause > 0 ? new Date(at.getTime() + pause * 1000) : null;
    await withScope(context.scope, (tx) =>
      finishWatch(tx, context.organisationId, { at, look, heldUntil }, intervals),
    );
  }
}
