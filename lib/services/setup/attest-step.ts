import "server-only";
import type { PartInput } from "@/lib/cmk/input";
import type { PartId, StepId } from "@/lib/cmk/parts";
import { statementFor } from "@/lib/cmk/requirements/statements";
import { ticketText } from "@/lib/cmk/ticket-text";
import type { StepView } from "@/lib/cmk/views";
import { appendAudit } from "@/lib/db/audit";
import { makeStatement } from "@/lib/db/statements";
import { withScope } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { type OrganisationContext, requirePermission } from "../context";
import { auditEntry } from "./audit-entry";
import { requireOpen } from "./require-open";
import { requireStep } from "./require-step";
import { readSetup } from "./setup-state";
import { contactOf, toStepView } from "./step-view";

export type AttestRequest = {
  part: PartId;
  step: StepId;
  /** May be left out of a confirmation whose message is given: then the ticket's counts. */
  reference?: string;
  /** The message that says it, as pasted. */
  text?: string;
  /** YYYY-MM-DD */
  statedOn?: string;
};

/**
 * Keeps a person's statement where no vendor can be asked. The ticket's text is the one that Clavis wrote, so that
 * it names the key. Throws FORBIDDEN, NOT_FOUND, INVALID_INPUT, STEP_BLOCKED (`details.by`).
 */
export async function attestStep(context: OrganisationContext, request: AttestRequest): Promise<StepView> {
  requirePermission(context, "setup.attest");
  const { part, step, statedOn = null } = request;
  const definition = requireStep(part, step, ["statement"]);
  const state = await readSetup(context);
  requireOpen(state.inputs[part], definition);
  const reference = request.reference ?? ticketReference(state.inputs[part], request);
  const { actor, organisationId } = context;
  const ticket = definition.key === "cja/ticket" ? ticketText(state.inputs[part], contactOf(actor)) : null;
  if (definition.key === "cja/ticket" && ticket === null) {
    throw new AppError("STEP_BLOCKED", "The key was not seen.", { details: { by: ["cja/key"] } });
  }
  await withScope(context.scope, async (tx) => {
    const statement = await makeStatement(tx, {
      organisationId,
      part,
      step,
      reference,
      text: ticket ?? request.text ?? null,
      statedOn,
      statedBy: actor.kind === "user" ? actor.userId : null,
      statedByName: actor.name,
      statedAt: context.now(),
    });
    const after = { statement: statement.id, reference, statedOn, text: statement.text };
    const what = { action: "statement.made", subject: definition.key, after } as const;
    await appendAudit(tx, auditEntry(context, what));
  });
  return toStepView(context, await readSetup(context), part, step);
}

/** Customer Care answers in the ticket: a pasted message without a number of its own is filed under the ticket's. */
function ticketReference(input: PartInput, { step, text }: AttestRequest): string {
  const ticket = step === "confirmation" && text ? statementFor(input, "ticket") : null;
  if (ticket) return ticket.reference;
  throw new AppError("INVALID_INPUT", "A reference is needed.", {
    fields: [{ field: "reference", reason: "required" }],
  });
}
