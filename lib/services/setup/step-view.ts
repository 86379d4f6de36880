import "server-only";
import { choicesFor } from "@/lib/cmk/assemble-input";
import { AZURE_CLOUDS } from "@/lib/cmk/azure-clouds";
import { withDoor } from "@/lib/cmk/door/door";
import { failureCauses } from "@/lib/cmk/door/failure-causes";
import { CJA_APPLICATION_ID } from "@/lib/cmk/ids";
import type { PartInput } from "@/lib/cmk/input";
import { isKeyGiven } from "@/lib/cmk/key-given";
import { keyLifeOf } from "@/lib/cmk/key-life/key-life";
import { lateCausesOf } from "@/lib/cmk/late-causes";
import type { PartId, StepId, StepKey } from "@/lib/cmk/parts";
import { evaluatePart, type StepState, subjectsOf } from "@/lib/cmk/progress";
import { lostRoles, recoveryOf } from "@/lib/cmk/recovery/recovery-view";
import { withRefusal } from "@/lib/cmk/refused";
import { openTicket } from "@/lib/cmk/ticket-age";
import { type Contact, ticketText } from "@/lib/cmk/ticket-text";
import { valueOf } from "@/lib/cmk/value-of";
import type { StepView } from "@/lib/cmk/views";
import { AppError } from "@/lib/errors";
import { renderPlan } from "@/lib/render/render-plan";
import { VendorError } from "@/lib/vendor-error";
import type { Actor, OrganisationContext } from "../context";
import { decodeFailure } from "../decode/decode-failure";
import { readDoor, shownDoor } from "./door/read-door";
import { networkOf } from "./network-of";
import type { SetupState } from "./setup-state";
import { placeOf } from "./with-scripts";

/** One step of an evaluated part. Throws NOT_FOUND when the part has no such step. */
export function stepStateOf(input: PartInput, step: StepId): StepState {
  const found = evaluatePart(input).steps.find((candidate) => candidate.id === step);
  if (!found) throw new AppError("NOT_FOUND", `There is no step ${input.part}/${step}.`);
  return found;
}

/** Whom Customer Care may ask back: the person who reads or sends the text; nobody when Clavis does. */
export function contactOf(actor: Actor): Contact | null {
  return actor.kind === "user" ? { name: actor.name, email: actor.upn ?? null } : null;
}

/** For CJA Adobe publishes no consent address: this is Microsoft's, for Adobe's application. */
const CJA_CONSENT = `${AZURE_CLOUDS.public.authority}/common/oauth2/authorize?response_type=code&client_id=${CJA_APPLICATION_ID}&scope=user.read`;

async function consentUrl(
  context: OrganisationContext,
  input: PartInput,
  step: StepId,
): Promise<string | null> {
  if (step !== "app" && step !== "app-access") return null;
  const address =
    input.part === "cja" ? CJA_CONSENT : (valueOf(input.facts.registration)?.consentUrl ?? null);
  if (address === null) return null;
  try {
    return await context.clouds.consentUrl(address, input.organisation.azureTenantId);
  } catch (error) {
    if (error instanceof VendorError || error instanceof AppError) return null;
    throw error;
  }
}

function recoveryFor(input: PartInput): StepView["recovery"] {
  const recovery = recoveryOf(input);
  const plan = { steps: [], operations: lostRoles(input), changes: [], hash: "" };
  return recovery && { ...recovery, scripts: renderPlan(plan, placeOf(input)) };
}

function checkedAt(input: PartInput, key: StepKey): string | null {
  const times = subjectsOf(key).flatMap((subject) => input.facts[subject]?.at ?? []);
  return times.sort().at(0) ?? null;
}

/** What a step's page shows: everything from the state, and a plan when one was made. */
export async function toStepView(
  context: OrganisationContext,
  state: SetupState,
  part: PartId,
  stepId: StepId,
  planned: Pick<StepView, "plan" | "permitted"> = { plan: null, permitted: null },
): Promise<StepView> {
  const input = state.inputs[part];
  const stored = state.overview.parts[part];
  const judged = withRefusal(stepStateOf(input, stepId), input);
  const door =
    judged.key === "aep/submit" && judged.outcome.kind !== "done" ? await readDoor(context, input) : null;
  const step = door ? withDoor(judged, door, door.since) : judged;
  const attempt = stored.attempts[step.key];
  return {
    organisation: state.organisation,
    step,
    choices: {
      saved: stored.choices,
      suggested: choicesFor(state.organisation, part, {}, input.cloud),
      complete: input.choices,
      revision: stored.revision,
      closed: isKeyGiven(input),
    },
    cloud: input.cloud ?? "public",
    facts: input.facts,
    statements: stored.statements.filter((statement) => statement.step === stepId),
    ...planned,
    scripts: planned.plan && renderPlan(planned.plan, placeOf(input)),
    consentUrl: await consentUrl(context, input, stepId),
    network: stepId === "vault" ? networkOf(context, input) : null,
    ticketText: step.key === "cja/ticket" ? ticketText(input, contactOf(context.actor)) : null,
    openTicket: step.key === "cja/confirmation" ? openTicket(input) : null,
    decoding: decodeFailure(context, input, step.outcome),
    recovery: stepId === "vault" ? recoveryFor(input) : null,
    door: door && shownDoor(context, door),
    causes: stepId === "submit" || stepId === "enablement" ? failureCauses(input) : [],
    late: lateCausesOf(input, step.outcome),
    keyLife: stepId === "key" ? keyLifeOf(input) : null,
    lastAttempt: attempt
      ? {
          status: attempt.status,
          startedByName: attempt.startedByName,
          startedAt: attempt.startedAt,
          endedAt: attempt.endedAt,
          planHash: attempt.planHash,
        }
      : null,
    checkedAt: checkedAt(input, step.key),
  };
}
