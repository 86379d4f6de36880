import "server-only";
import type { Plan } from "@/lib/cmk/plan";
import { AppError } from "@/lib/errors";
import { toJson } from "./json";
import { prismaOf, type Transaction } from "./transaction";

/** Keeps what a running attempt is about to do. Throws CONFLICT with `details.reason` "ended". */
export async function recordAttemptPlan(tx: Transaction, id: string, plan: Plan, at: Date): Promise<void> {
  const { count } = await prismaOf(tx).attempt.updateMany({
    where: { id, status: "running" },
    data: { plan: toJson(plan) as object, heartbeatAt: at },
  });
  if (count === 1) return;
  const details = { reason: "ended", attemptId: id };
  throw new AppError("CONFLICT", "The attempt has ended already.", { details });
}
