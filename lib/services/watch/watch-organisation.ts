import "server-only";
import { LOG_SOURCES } from "@/lib/cmk/activity/activity";
import { sourcesFor } from "@/lib/cmk/activity/match-activity";
import type { PartFacts } from "@/lib/cmk/facts";
import { isAlerting } from "@/lib/cmk/findings/finding";
import type { PartInput } from "@/lib/cmk/input";
import { PART_IDS } from "@/lib/cmk/parts";
import { wasComplete } from "@/lib/cmk/progress";
import { type Finding, listOpenFindings } from "@/lib/db/findings";
import { readWithScope, withScope } from "@/lib/db/transaction";
import { seenAgain, type UnchangedLook } from "@/lib/db/unchanged-looks";
import { type DueWatch, finishWatch, type WatchIntervals } from "@/lib/db/watches";
import { AppError } from "@/lib/errors";
import { observeCritical, observePart } from "@/lib/steps/observe-part";
import { type OrganisationContext, requirePermission } from "../context";
import { askAbout, type Looked, lookAt, recordLook } from "../setup/look-at-step";
import { factsToKeep } from "../setup/save-facts";
import { readSetup } from "../setup/setup-state";
import { isCalm } from "./is-calm";
import { holdOf, longer, ofLogs, type Pause, pauseAsked } from "./pause";
import { readLogs } from "./read-logs";
import { readWatched, type Watched } from "./read-watched";
import { recordUnchanged } from "./record-unchanged";

/**
 * Logs are late: for an hour after people were told of a finding, each look asks them again who did it. For what
 * nobody is told about, the hourly reading of all logs will do.
 */
const CAUSES_FOR_MS = 3_600_000;
const NONE: Pause = { own: 0, tenant: 0 };

type OpenFinding = Pick<Finding, "checkId" | "openedAt" | "severity" | "failureClass">;

/** Asks the logs who did what was found lately. */
async function readCauses(
  context: OrganisationContext,
  input: PartInput,
  open: Iterable<OpenFinding>,
): Promise<Pause> {
  const since = new Date(context.now().getTime() - CAUSES_FOR_MS);
  const fresh = [...open]
    .filter((finding) => finding.openedAt >= since && isAlerting(finding))
    .flatMap(({ checkId }) => sourcesFor(checkId));
  return fresh.length > 0 ? ofLogs(await readLogs(context, input, [...new Set(fresh)])) : NONE;
}

function findingsOf({ scope, organisationId }: OrganisationContext, { part }: PartInput) {
  return readWithScope(scope, (tx) => listOpenFindings(tx, organisationId, part));
}

/** Everything, one part after the other: what the logs tell is judged with it. */
async function lookAtAll(context: OrganisationContext, from: string): Promise<Pause> {
  let pause = NONE;
  let state = await readSetup(context);
  let subscription: PartFacts["subscription"];
  for (const part of PART_IDS) {
    const watched = wasComplete(state.inputs[part]);
    if (watched) pause = longer(pause, ofLogs(await readLogs(context, state.inputs[part], LOG_SOURCES)));
    state = await lookAt(context, state, part, observePart(part, subscription));
    const input = state.inputs[part];
    subscription = input.facts.subscription;
    pause = longer(pause, pauseAsked(input.facts, from));
    if (watched) pause = longer(pause, await readCauses(context, input, await findingsOf(context, input)));
  }
  return pause;
}

function unchangedLook(context: OrganisationContext, looks: readonly Looked[]): UnchangedLook {
  const seen = looks.flatMap(({ part, facts, known }) =>
    Object.entries(factsToKeep(facts, known)).map(([subject, observed]) =>
      seenAgain(part, subject as keyof PartFacts, observed),
    ),
  );
  return { organisationId: context.organisationId, at: context.now(), seen };
}

/**
 * What Adobe would act on. Nearly always it is as it was: then one statement, shared with other looks, records the
 * whole look and ends it (`ended`). What is new is recorded before the next part is asked about.
 */
async function lookAtCritical(
  context: OrganisationContext,
  { setup, parts }: Watched,
  record: RecordUnchanged,
): Promise<{ pause: Pause; ended: boolean }> {
  let pause = NONE;
  const calm: Looked[] = [];
  let subscription: PartFacts["subscription"];
  const from = context.now().toISOString();
  for (const part of PART_IDS) {
    const looked = await askAbout(context, setup, part, observeCritical(part, subscription));
    const seen: PartFacts = Object.fromEntries(looked.facts.map((fact) => [fact.subject, fact]));
    pause = longer(pause, pauseAsked(seen, from));
    subscription = seen.subscription;
    let input = setup.inputs[part];
    let open: Iterable<OpenFinding> = parts[part].open.values();
    if (isCalm(setup, parts[part], looked, context.now().toISOString())) calm.push(looked);
    else {
      input = (await recordLook(context, looked)).inputs[part];
      open = await findingsOf(context, input);
    }
    if (wasComplete(input)) pause = longer(pause, await readCauses(context, input, open));
  }
  const unchanged = calm.length === PART_IDS.length && pause.own === 0;
  if (unchanged && (await record(unchangedLook(context, calm)))) return { pause, ended: true };
  for (const looked of calm) await recordLook(context, looked);
  return { pause, ended: false };
}

/** Records a look that saw nothing new, and ends it; false: it is not what is stored, and has to be recorded in full. */
export type RecordUnchanged = (look: UnchangedLook) => Promise<boolean>;

/** What a look is compared with and how it is recorded, where it is the only one. Throws NOT_FOUND. */
async function batchOfOne(context: OrganisationContext, intervals: WatchIntervals) {
  const { organisationId } = context;
  const watched = (await readWatched(context, [organisationId])).get(organisationId);
  if (!watched) throw new AppError("NOT_FOUND", "There is no such organisation in scope.");
  const record: RecordUnchanged = async (unchanged) =>
    (await recordUnchanged(context, [unchanged], intervals)).has(organisationId);
  return { watched, record };
}

/**
 * One look at an organisation that was claimed: stores what was seen, and takes it into the findings. The next look is
 * due at its own time again, or later when a vendor asked for a pause. Whatever went wrong, the claim is given back.
 * `watched`: what is stored, read for a look at what is critical.
 */
export async function watchOrganisation(
  context: OrganisationContext,
  look: DueWatch["look"],
  intervals: WatchIntervals,
  batch?: { watched: Watched; record: RecordUnchanged },
): Promise<void> {
  requirePermission(context, "watch.record");
  let pause = NONE;
  let ended = false;
  try {
    if (look === "full") pause = await lookAtAll(context, context.now().toISOString());
    else {
      const { watched, record } = batch ?? (await batchOfOne(context, intervals));
      ({ pause, ended } = await lookAtCritical(context, watched, record));
    }
  } finally {
    const at = context.now();
    const end = { at, look, ...holdOf(pause, at) };
    if (!ended)
      await withScope(context.scope, (tx) => finishWatch(tx, context.organisationId, end, intervals));
  }
}
