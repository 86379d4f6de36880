import "server-only";
import type { PartId, StepId } from "@/lib/cmk/parts";
import { type Attempt, startAttempt } from "@/lib/db/attempts";
import { withScope } from "@/lib/db/transaction";
import type { OrganisationContext } from "../context";
import { interruptStaleAttempts } from "./interrupt-stale-attempts";
import type { SetupState } from "./setup-state";
import { keepSuggestions } from "./suggestions";

export type AttemptRequest = { part: PartId; step: StepId; planHash: string; idempotencyKey: string };

/**
 * Records in one short transaction that a step begins. One attempt runs at a step at a time: a double click, or a
 * second admin, gets CONFLICT with `details.reason` "running" (or "repeated" for a key that was used).
 */
export function beginAttempt(
  context: OrganisationContext,
  state: SetupState,
  request: AttemptRequest,
): Promise<Attempt> {
  const { actor, organisationId } = context;
  const { part, step, planHash, idempotencyKey } = request;
  return withScope(context.scope, async (tx) => {
    await interruptStaleAttempts(tx, context);
    const attempt = await startAttempt(tx, {
      organisationId,
      part,
      step,
      planHash,
      plan: { steps: [`${part}/${step}`], operations: [], changes: [], hash: planHash } as Attempt["plan"],
      idempotencyKey,
      startedBy: actor.kind === "user" ? actor.userId : null,
      startedByName: actor.name,
      startedAt: context.now(),
    });
    await keepSuggestions(tx, context, state, part);
    return attempt;
  });
}
