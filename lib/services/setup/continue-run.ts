import "server-only";
import type { VendorFailure } from "@/lib/cmk/facts";
import type { Outcome } from "@/lib/cmk/outcome";
import type { StepId, StepKey } from "@/lib/cmk/parts";
import { isApproved } from "@/lib/cmk/plans/make-plan";
import { claimRun } from "@/lib/db/claim-run";
import { newId } from "@/lib/db/new-id";
import { moveRun, type Run } from "@/lib/db/runs";
import { withScope } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { type OrganisationContext, requirePermission } from "../context";
import { lookAtStep } from "./look-at-step";
import { performAttempt } from "./perform-attempt";
import { endRun, type RunProblem } from "./run-end";
import { readSetup } from "./setup-state";
import { stepStateOf } from "./step-view";

/** How long one worker may be at it before another takes over. */
const LEASE_SECONDS = 180;
const PATIENCE_MINUTES = 60;

/** What a step came to: go on, look again in a moment, or stop with this problem. */
type Progress = "next" | "later" | { problem: RunProblem; detail?: Record<string, unknown> };

/**
 * Goes on with a run as far as it can: each step is looked at, planned anew, and applied only where every operation
 * is one that the person approved. The context is that person's. Does nothing when the run is not due, or another
 * worker has it. Everything that goes wrong becomes the run's problem.
 */
export async function continueRun(context: OrganisationContext, { runId }: { runId: string }): Promise<void> {
  const run = await withScope(context.scope, (tx) => claimRun(tx, runId, context.now(), lease(context)));
  if (!run) return;
  try {
    requirePermission(context, "setup.apply");
    for (const key of run.plan.steps) {
      const moved = await withScope(context.scope, (tx) =>
        moveRun(tx, run.id, { currentStep: key, nextAt: lease(context) }),
      );
      if (!moved) return;
      const progress = await takeStep(context, run, key);
      if (progress === "next") continue;
      if (progress === "later") return await wait(context, run);
      return await endRun(context, run, progress.problem, { ...progress.detail, step: key });
    }
    await endRun(context, run, null);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.details.reason === "running") return wait(context, run);
    await endRun(context, run, PROBLEMS[error.code] ?? "unexpected", { code: error.code });
  }
}

const PROBLEMS: Partial<Record<AppError["code"], RunProblem>> = {
  FORBIDDEN: "not-permitted",
  UNAUTHENTICATED: "sign-in-again",
  STEP_BLOCKED: "blocked",
  CONFLICT: "plan-changed",
};

function lease(context: OrganisationContext): Date {
  return new Date(context.now().getTime() + LEASE_SECONDS * 1000);
}

async function takeStep(context: OrganisationContext, run: Run, key: StepKey): Promise<Progress> {
  const { part } = run;
  const step = key.split("/")[1] as StepId;
  const seen = await lookAtStep(context, await readSetup(context), part, step);
  const input = { ...seen.inputs[part], running: {}, failures: {} };
  const { outcome } = stepStateOf(input, step);
  if (outcome.kind !== "ready") return progressOf(outcome, step);
  const performed = await performAttempt(context, seen, {
    part,
    step,
    planHash: run.planHash,
    idempotencyKey: `run-${newId()}`,
    approves: (plan) =>
      plan.operations.length > 0 &&
      plan.operations.every((operation) => isApproved(operation, run.plan.operations)),
  });
  return performed.outcome.kind === "ready" ? "later" : progressOf(performed.outcome, step);
}

function progressOf(outcome: Outcome, step: StepId): Progress {
  if (outcome.kind === "done") return "next";
  // The steps after a vault do not wait until its firewall lets Adobe in: nothing of theirs goes through it.
  if (outcome.kind === "waiting") return outcome.reason === "firewall" && step === "vault" ? "next" : "later";
  if (outcome.kind === "needs")
    return { problem: "needs-person", detail: { who: outcome.who, what: outcome.what } };
  if (outcome.kind === "blocked") return { problem: "blocked", detail: { by: outcome.by } };
  if (outcome.kind === "failed") return failedProgress(outcome.failure);
  return "later";
}

function failedProgress(failure: VendorFailure): Progress {
  if (failure.retryable) return "later";
  const problem = failure.kind === "unauthenticated" ? "sign-in-again" : "vendor-refused";
  return { problem, detail: { vendor: failure.vendor, code: failure.code } };
}

/** Every two seconds at first, then every ten, for an hour. */
async function wait(context: OrganisationContext, run: Run): Promise<void> {
  const age = context.now().getTime() - run.createdAt.getTime();
  if (age > PATIENCE_MINUTES * 60_000) return endRun(context, run, "took-too-long");
  const nextAt = new Date(context.now().getTime() + (age < 60_000 ? 2_000 : 10_000));
  await withScope(context.scope, (tx) => moveRun(tx, run.id, { status: "waiting", nextAt }));
}
