import "server-only";
import type { PartId, StepKey } from "@/lib/cmk/parts";
import type { Plan } from "@/lib/cmk/plan";
import { AppError } from "@/lib/errors";
import { toJson } from "./json";
import type { OrganisationId } from "./scope";
import { prismaOf, type Transaction } from "./transaction";

export type RunStatus = "queued" | "running" | "waiting" | "succeeded" | "failed" | "cancelled";
const ACTIVE: RunStatus[] = ["queued", "running", "waiting"];

/** Several steps of a part, applied one after the other by the worker. */
export type Run = {
  id: string;
  organisationId: OrganisationId;
  part: PartId;
  status: RunStatus;
  planHash: string;
  plan: Plan;
  currentStep: StepKey | null;
  /** Why it stopped: `problem` is a message key of `runs`. */
  message: { problem: string; [detail: string]: unknown } | null;
  startedBy: string | null;
  startedByName: string;
  createdAt: Date;
  updatedAt: Date;
  /** When the worker looks again, while waiting. */
  nextAt: Date | null;
};

/** Queues a run. Throws CONFLICT with `details.reason` "running" and `details.runId` while the part has one. */
export async function startRun(
  tx: Transaction,
  run: Pick<Run, "organisationId" | "part" | "planHash" | "plan" | "startedBy" | "startedByName"> & {
    id?: string;
  },
): Promise<Run> {
  const prisma = prismaOf(tx);
  const data = { ...run, plan: toJson(run.plan) as object };
  const [row] = await prisma.run.createManyAndReturn({ data: [data], skipDuplicates: true });
  if (row) return row as unknown as Run;
  const { organisationId, part } = run;
  const other = await prisma.run.findFirst({ where: { organisationId, part, status: { in: ACTIVE } } });
  const details = { reason: "running", runId: other?.id ?? null };
  throw new AppError("CONFLICT", "The part has a run already.", { details });
}

/** Throws NOT_FOUND, also out of scope. */
export async function getRun(tx: Transaction, id: string): Promise<Run> {
  const row = await prismaOf(tx).run.findUnique({ where: { id } });
  if (!row) throw new AppError("NOT_FOUND", "There is no such run in scope.");
  return row as unknown as Run;
}

/** null when there is none in scope. */
export async function findRun(tx: Transaction, id: string): Promise<Run | null> {
  return (await prismaOf(tx).run.findUnique({ where: { id } })) as unknown as Run | null;
}

/** The newest run of a part, whatever its status; null when there was none. */
export async function newestRun(
  tx: Transaction,
  organisationId: OrganisationId,
  part: PartId,
): Promise<Run | null> {
  const row = await prismaOf(tx).run.findFirst({
    where: { organisationId, part },
    orderBy: { createdAt: "desc" },
  });
  return row as unknown as Run | null;
}

export type RunProgress = Partial<Pick<Run, "status" | "currentStep" | "message" | "nextAt">>;

/** Moves an active run on. Null when it has ended (it was cancelled, say): stop working on it. */
export async function moveRun(tx: Transaction, id: string, progress: RunProgress): Promise<Run | null> {
  const { message, ...rest } = progress;
  const [row] = await prismaOf(tx).run.updateManyAndReturn({
    where: { id, status: { in: ACTIVE } },
    data: { ...rest, ...(message === undefined ? {} : { message: toJson(message) }) },
  });
  return (row ?? null) as unknown as Run | null;
}

/** Active runs in scope that are due at this time, longest untouched first: what a restarted worker picks up. */
export async function listDueRuns(tx: Transaction, at: Date): Promise<Run[]> {
  const rows = await prismaOf(tx).run.findMany({
    where: { status: { in: ACTIVE }, OR: [{ nextAt: null }, { nextAt: { lte: at } }] },
    orderBy: { updatedAt: "asc" },
    take: 200,
  });
  return rows as unknown as Run[];
}
