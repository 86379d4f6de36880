import "server-only";
import type { PartId, StepId } from "@/lib/cmk/parts";
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
import { toStepView } from "./step-view";

export type AttestRequest = {
  part: PartId;
  step: StepId;
  reference: string;
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
  const { part, step, reference, statedOn = null } = request;
  const definition = requireStep(part, step, ["statement"]);
  const state = await readSetup(context);
  requireOpen(state.inputs[part], definition);
  const ticket = definition.key === "cja/ticket" ? ticketText(state.inputs[part]) : null;
  if (definition.key === "cja/ticket" && ticket === null) {
    throw new AppError("STEP_BLOCKED", "The key was not seen.", { details: { by: ["cja/key"] } });
  }
  const { actor, organisationId } = context;
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
