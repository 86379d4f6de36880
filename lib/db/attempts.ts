import "server-only";
import type { Outcome } from "@/lib/cmk/outcome";
import type { PartId, StepId } from "@/lib/cmk/parts";
import type { Plan } from "@/lib/cmk/plan";
import { AppError } from "@/lib/errors";
import { toJson } from "./json";
import type { OrganisationId } from "./scope";
import { prismaOf, type Transaction } from "./transaction";

/** interrupted: its process went away; what it did is found out by observing. */
export type AttemptStatus = "running" | "succeeded" | "failed" | "refused" | "interrupted";

export type Attempt = {
  id: string;
  organisationId: OrganisationId;
  part: PartId;
  step: StepId;
  status: AttemptStatus;
  planHash: string;
  plan: Plan;
  idempotencyKey: string;
  startedBy: string | null; // null: the system
  startedByName: string;
  startedAt: Date;
  heartbeatAt: Date;
  endedAt: Date | null;
  outcome: Outcome | null;
};

export type NewAttempt = Omit<Attempt, "id" | "status" | "heartbeatAt" | "endedAt" | "outcome">;

/**
 * Records that a step begins, before any vendor is called. Throws CONFLICT with `details.reason`
 * "running" (somebody is at this step) or "repeated" (this idempotency key was used), and `details.attemptId`.
 */
export async function startAttempt(tx: Transaction, attempt: NewAttempt): Promise<Attempt> {
  const prisma = prismaOf(tx);
  const data = { ...attempt, plan: toJson(attempt.plan) as object, heartbeatAt: attempt.startedAt };
  const [row] = await prisma.attempt.createManyAndReturn({ data: [data], skipDuplicates: true });
  if (row) return row as unknown as Attempt;
  const repeated = await findByIdempotencyKey(tx, attempt.organisationId, attempt.idempotencyKey);
  const { organisationId, part, step } = attempt;
  const other =
    repeated ??
    (await prisma.attempt.findFirst({ where: { organisationId, part, step, status: "running" } }));
  const details = { reason: repeated ? "repeated" : "running", attemptId: other?.id ?? null };
  throw new AppError("CONFLICT", "The step is already being worked on, or the request was repeated.", {
    details,
  });
}

/** The attempt that a request with this key began, to answer a repeat with; null when there is none. */
export async function findByIdempotencyKey(
  tx: Transaction,
  organisationId: OrganisationId,
  idempotencyKey: string,
): Promise<Attempt | null> {
  const where = { organisationId_idempotencyKey: { organisationId, idempotencyKey } };
  return (await prismaOf(tx).attempt.findUnique({ where })) as unknown as Attempt | null;
}

/** Says that a running attempt is alive. False: it was ended meanwhile, so stop. */
export async function beatAttempt(tx: Transaction, id: string, at: Date): Promise<boolean> {
  const { count } = await prismaOf(tx).attempt.updateMany({
    where: { id, status: "running" },
    data: { heartbeatAt: at },
  });
  return count === 1;
}

/** Ends a running attempt. Throws CONFLICT with `details.reason` "ended" when it was ended already. */
export async function finishAttempt(
  tx: Transaction,
  id: string,
  end: { status: Exclude<AttemptStatus, "running" | "interrupted">; outcome: Outcome; at: Date },
): Promise<void> {
  const data = { status: end.status, outcome: toJson(end.outcome), endedAt: end.at };
  const { count } = await prismaOf(tx).attempt.updateMany({ where: { id, status: "running" }, data });
  if (count === 0) {
    throw new AppError("CONFLICT", "The attempt has ended already.", {
      details: { reason: "ended", attemptId: id },
    });
  }
}

/** Ends attempts whose process gave no sign of life since `before`, so that their steps can be tried again. */
export async function interruptStale(tx: Transaction, before: Date, at: Date): Promise<Attempt[]> {
  const rows = await prismaOf(tx).attempt.updateManyAndReturn({
    where: { status: "running", heartbeatAt: { lt: before } },
    data: { status: "interrupted", endedAt: at },
  });
  return rows as unknown as Attempt[];
}

/** Attempts of an organisation, newest first. */
export async function listAttempts(
  tx: Transaction,
  organisationId: OrganisationId,
  filter: { part?: PartId; step?: StepId; limit?: number } = {},
): Promise<Attempt[]> {
  const { limit = 50, ...where } = filter;
  const rows = await prismaOf(tx).attempt.findMany({
    where: { organisationId, ...where },
    orderBy: [{ startedAt: "desc" }, { id: "desc" }],
    take: limit,
  });
  return rows as unknown as Attempt[];
}
