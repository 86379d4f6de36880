import "server-only";
import { carryOver } from "@/lib/cmk/carry-over";
import { judgeChecks } from "@/lib/cmk/checks/judge-checks";
import type { PartFacts } from "@/lib/cmk/facts";
import type { RefusedLooks } from "@/lib/cmk/input";
import type { PartId, StepId } from "@/lib/cmk/parts";
import { wasComplete } from "@/lib/cmk/progress";
import { withScope } from "@/lib/db/transaction";
import { stepOf } from "@/lib/steps/registry";
import { withFacts } from "@/lib/steps/shared/look";
import type { FactInput, Observer } from "@/lib/steps/step";
import { type HeardAnswer, hearAnswers } from "@/lib/vendor-answers";
import type { OrganisationContext } from "../context";
import { keepAnswers } from "../evidence/keep-answers";
import { keepRefusals } from "../watch/keep-refusals";
import { recordChecks } from "../watch/record-checks";
import { saveFacts } from "./save-facts";
import { type SetupState, setupStateIn } from "./setup-state";
import { stepContext } from "./step-context";

/** The state with facts in place of what is stored, for this answer alone. */
export function seenNow(state: SetupState, part: PartId, facts: FactInput[]): SetupState {
  return { ...state, inputs: { ...state.inputs, [part]: withFacts(state.inputs[part], facts) } };
}

/** What was seen, with what only the look before can tell. */
function withHistory(known: PartFacts, facts: FactInput[]): FactInput[] {
  const seen = Object.fromEntries(facts.map(({ subject, ...observed }) => [subject, observed]));
  const entries = Object.entries(carryOver(known, seen as PartFacts));
  return entries.map(([subject, observed]) => ({ subject, ...observed }) as FactInput);
}

/** What vendors answered about one part, not stored yet. `known`: the facts that were known before. */
export type Looked = {
  part: PartId;
  facts: FactInput[];
  known: PartFacts;
  /** What the watching identity was refused before. */
  refused: RefusedLooks;
  answers: HeardAnswer[];
};

/** Asks the vendors, and stores nothing. */
export async function askAbout(
  context: OrganisationContext,
  state: SetupState,
  part: PartId,
  observe: Observer,
): Promise<Looked> {
  const { facts: known, refused = {} } = state.inputs[part];
  const { result, answers } = await hearAnswers(() => observe(stepContext(context, state.inputs[part])));
  return { part, facts: withHistory(known, result), known, refused, answers };
}

/** Stores what vendors answered, takes it into the findings, and gives back the state as it was just seen. */
export function recordLook(
  context: OrganisationContext,
  { part, facts, known, refused, answers }: Looked,
): Promise<SetupState> {
  const { organisationId } = context;
  return withScope(context.scope, async (tx) => {
    const changed = await saveFacts(tx, organisationId, part, facts, known);
    await keepRefusals(tx, context, part, facts, { refused, known });
    if (changed.length > 0) await keepAnswers(tx, organisationId, part, answers);
    const now = seenNow(await setupStateIn(tx, context), part, facts);
    const input = now.inputs[part];
    await recordChecks(tx, context, part, judgeChecks(input), wasComplete(input));
    return now;
  });
}

/** Asks the vendors, stores what they said, and gives back the state as it was just seen. */
export async function lookAt(
  context: OrganisationContext,
  state: SetupState,
  part: PartId,
  observe: Observer,
): Promise<SetupState> {
  return recordLook(context, await askAbout(context, state, part, observe));
}

/** The same for what one step rests on. */
export function lookAtStep(
  context: OrganisationContext,
  state: SetupState,
  part: PartId,
  step: StepId,
): Promise<SetupState> {
  return lookAt(context, state, part, stepOf(part, step).observe);
}
