import "server-only";
import type { ApprovalFacts, ApprovalStatus } from "@/lib/cmk/door/approval";
import type { PartId, StepId } from "@/lib/cmk/parts";
import type { Plan } from "@/lib/cmk/plan";
import { AppError } from "@/lib/errors";
import type { Approval as Row } from "./generated/client";
import { toJson } from "./json";
import type { OrganisationId } from "./scope";
import { prismaOf, type Transaction } from "./transaction";

export type Approval = ApprovalFacts & { part: PartId; step: StepId };

export type NewApproval = Pick<ApprovalFacts, "terms" | "requestedBy" | "requestedByName"> & {
  organisationId: OrganisationId;
  part: PartId;
  step: StepId;
  plan: Plan;
  requestedAt: Date;
};

function fromRow(row: Row): Approval {
  const { id, part, status, planHash, requireSecondApproval, coolingOffHours, reason } = row;
  const { requestedBy, requestedByName, requestedAt, decidedBy, decidedByName, decidedAt } = row;
  return {
    id,
    part,
    step: row.step as StepId,
    status,
    planHash,
    terms: { requireSecondApproval, coolingOffHours },
    requestedBy,
    requestedByName,
    requestedAt: requestedAt.toISOString(),
    decidedBy,
    decidedByName,
    decidedAt: decidedAt?.toISOString() ?? null,
    reason,
  };
}

/** Keeps a request. Throws CONFLICT with `details.reason` "already-requested" while another of this step is live. */
export async function createApproval(tx: Transaction, request: NewApproval): Promise<Approval> {
  const { terms, plan, ...data } = request;
  const [row] = await prismaOf(tx).approval.createManyAndReturn({
    data: [{ ...data, ...terms, planHash: plan.hash, plan: toJson(plan) as object }],
    skipDuplicates: true,
  });
  if (row) return fromRow(row);
  const details = { reason: "already-requested" };
  throw new AppError("CONFLICT", "Another request of this step is live.", { details });
}

/** The newest request of a step; null when there was none. */
export async function newestApproval(
  tx: Transaction,
  organisationId: OrganisationId,
  part: PartId,
  step: StepId,
): Promise<Approval | null> {
  const row = await prismaOf(tx).approval.findFirst({
    where: { organisationId, part, step },
    orderBy: [{ requestedAt: "desc" }, { id: "desc" }],
  });
  return row && fromRow(row);
}

/** One request. Throws NOT_FOUND when it is out of scope. */
export async function getApproval(
  tx: Transaction,
  organisationId: OrganisationId,
  id: string,
): Promise<Approval> {
  const row = await prismaOf(tx).approval.findFirst({ where: { id, organisationId } });
  if (!row) throw new AppError("NOT_FOUND", "There is no such request in scope.");
  return fromRow(row);
}

type Move = {
  status: ApprovalStatus;
  decision?: { by: string; byName: string; at: Date; reason: string | null };
  endedAt?: Date | null;
};

/**
 * Moves a request on, if it is at one of these statuses at this moment: of two who try, one succeeds. Throws CONFLICT
 * with `details.reason` "approval-changed" for the other.
 */
export async function moveApproval(
  tx: Transaction,
  id: string,
  from: ApprovalStatus[],
  { status, decision, endedAt }: Move,
): Promise<Approval> {
  const decided = decision && {
    decidedBy: decision.by,
    decidedByName: decision.byName,
    decidedAt: decision.at,
    reason: decision.reason,
  };
  const [row] = await prismaOf(tx).approval.updateManyAndReturn({
    where: { id, status: { in: from } },
    data: { status, ...decided, ...(endedAt === undefined ? {} : { endedAt }) },
  });
  if (row) return fromRow(row);
  throw new AppError("CONFLICT", "The request has moved on meanwhile.", {
    details: { reason: "approval-changed" },
  });
}
