import "server-only";
import type { Door } from "@/lib/cmk/door/door";
import { type GateId, lets, needsRequest } from "@/lib/cmk/door/terms";
import { moveApproval, newestApproval } from "@/lib/db/approvals";
import { appendAudit } from "@/lib/db/audit";
import { withScope } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import type { OrganisationContext } from "../../context";
import { auditEntry } from "../audit-entry";
import type { Claim } from "../perform-attempt";
import { judgeDoor } from "./read-door";

const SUBJECT = "aep/submit";

/** Refuses while a gate is closed. `details.reason`: of the first one; `details.by`: steps that mend it; `details.gates`. */
export function requireGates(door: Pick<Door, "gates">, only: readonly GateId[]): void {
  const closed = door.gates.filter((gate) => only.includes(gate.id) && !lets(gate));
  if (closed.length === 0) return;
  const by = [...new Set(closed.flatMap(({ missing }) => missing.map(({ step }) => step)))];
  const details = { by, reason: closed[0]?.reason, gates: closed };
  throw new AppError("STEP_BLOCKED", `Closed: ${closed.map(({ id }) => id).join(", ")}.`, { details });
}

/**
 * Goes through the one-way door in the transaction that records the start: every gate is judged once more by what was
 * just seen, and the approval of exactly this plan is used up. Of two who try at once, or one who withdraws meanwhile,
 * one succeeds. Throws STEP_BLOCKED, CONFLICT (`details.reason` approval-changed).
 */
export function passDoor(context: OrganisationContext): Claim {
  return async (tx, state, plan) => {
    const door = await judgeDoor(tx, context, state.inputs.aep, plan.hash);
    requireGates(door, ["checks", "fresh", "approval", "cooling-off"]);
    const { request, terms } = door;
    if (!request || !needsRequest(terms)) return {};
    await moveApproval(tx, request.id, [request.status], { status: "used", endedAt: context.now() });
    const after = { approval: request.id, planHash: plan.hash, approvedBy: request.decidedByName };
    await appendAudit(tx, auditEntry(context, { action: "approval.used", subject: SUBJECT, after }));
    return { approval: request.id };
  };
}

/** Nothing was sent after all: what was approved may be tried again, as long as the approval lasts. */
export async function returnApproval(context: OrganisationContext, planHash: string): Promise<void> {
  await withScope(context.scope, async (tx) => {
    const request = await newestApproval(tx, context.organisationId, "aep", "submit");
    if (request?.status !== "used" || request.planHash !== planHash) return;
    const status = request.decidedAt ? "approved" : "requested";
    await moveApproval(tx, request.id, ["used"], { status, endedAt: null });
    const after = { approval: request.id, planHash };
    await appendAudit(tx, auditEntry(context, { action: "approval.returned", subject: SUBJECT, after }));
  });
}
