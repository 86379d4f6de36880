import "server-only";
import { randomBytes } from "node:crypto";
import { MAXIMUM_OPEN, mayBeHandedOver, type Recipient } from "@/lib/cmk/hand-over";
import type { HandOverRow } from "@/lib/cmk/hand-over-views";
import type { PartId, StepId } from "@/lib/cmk/parts";
import { appendAudit } from "@/lib/db/audit";
import * as handOvers from "@/lib/db/hand-overs";
import { withScope } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { type OrganisationContext, requirePermission } from "../context";
import { auditEntry } from "../setup/audit-entry";
import { requireOpen } from "../setup/require-open";
import { requireStep } from "../setup/require-step";
import { readSetup } from "../setup/setup-state";
import { stepStateOf } from "../setup/step-view";
import { keepSuggestions } from "../setup/suggestions";
import { toHandOverRow } from "./hand-over-row";

const DAY_MS = 86_400_000;

export type HandOverRequest = {
  part: PartId;
  step: StepId;
  recipient: Recipient;
  days: number;
  reason: string | null;
};

/**
 * Hands one step over: gives the row and the link's secret, which is kept nowhere. What is suggested becomes the
 * choice, so that the other person does what was shown. Throws FORBIDDEN, NOT_FOUND, INVALID_INPUT, STEP_BLOCKED, and
 * CONFLICT with `details.reason` "not-to-hand-over" or "too-many-hand-overs".
 */
export async function createHandOver(
  context: OrganisationContext,
  request: HandOverRequest,
): Promise<{ handOver: HandOverRow; token: string }> {
  requirePermission(context, "setup.hand-over");
  const { part, step, recipient, days, reason } = request;
  const { actor, organisationId } = context;
  if (actor.kind !== "user") throw new AppError("FORBIDDEN", "Only a person hands something over.");
  const definition = requireStep(part, step, ["automatic", "observed", "statement"]);
  const state = await readSetup(context);
  requireOpen(state.inputs[part], definition);
  const current = stepStateOf(state.inputs[part], step);
  if (!mayBeHandedOver(current)) throw conflict("not-to-hand-over", "Nobody else can do this step.");
  const token = randomBytes(32).toString("base64url");
  const at = context.now();
  const row = await withScope(context.scope, async (tx) => {
    if ((await handOvers.countLiveHandOvers(tx, { organisationId, part, step }, at)) >= MAXIMUM_OPEN)
      throw conflict("too-many-hand-overs", "The step has many open links.");
    await keepSuggestions(tx, context, state, part);
    const made = await handOvers.createHandOver(tx, {
      organisationId,
      part,
      step,
      recipient,
      reason,
      createdBy: actor.userId,
      createdByName: actor.name,
      createdAt: at,
      expiresAt: new Date(at.getTime() + days * DAY_MS),
      token,
    });
    const after = { handOver: made.id, recipient, reason, expiresAt: made.expiresAt };
    await appendAudit(
      tx,
      auditEntry(context, { action: "hand-over.created", subject: definition.key, after }),
    );
    return made;
  });
  return { handOver: toHandOverRow(row, current.outcome.kind, at), token };
}

function conflict(reason: string, message: string): AppError {
  return new AppError("CONFLICT", message, { details: { reason } });
}
