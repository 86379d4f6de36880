import "server-only";
import type { StepView } from "@/lib/cmk/views";
import { type Attempt, findByIdempotencyKey } from "@/lib/db/attempts";
import { readWithScope } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import type { OrganisationContext } from "../context";
import type { AttemptRequest } from "./begin-attempt";
import { stalePlan } from "./perform-attempt";
import { readSetup } from "./setup-state";
import { toStepView } from "./step-view";

/** The attempt that an earlier request with this key began; null when there is none. Throws CONFLICT for another request's key. */
export async function findRepeat(
  context: OrganisationContext,
  request: AttemptRequest,
): Promise<Attempt | null> {
  const attempt = await readWithScope(context.scope, (tx) =>
    findByIdempotencyKey(tx, context.organisationId, request.idempotencyKey),
  );
  if (!attempt) return null;
  const same =
    attempt.part === request.part && attempt.step === request.step && attempt.planHash === request.planHash;
  if (same) return attempt;
  throw new AppError("CONFLICT", "The idempotency key belongs to another request.", {
    details: { reason: "repeated", attemptId: attempt.id },
  });
}

/** Answers a repeated request as the first one was, without doing anything again. */
export async function answerRepeat(context: OrganisationContext, attempt: Attempt): Promise<StepView> {
  if (attempt.status === "running") {
    throw new AppError("CONFLICT", "The first request is still being worked on.", {
      details: { reason: "running", attemptId: attempt.id },
    });
  }
  if (attempt.status === "refused") throw stalePlan(attempt.plan);
  return toStepView(context, await readSetup(context), attempt.part, attempt.step);
}
