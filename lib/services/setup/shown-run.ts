import "server-only";
import type { RunView } from "@/lib/cmk/views";
import type { Run } from "@/lib/db/runs";

/** A run as people see it. */
export function shownRun(run: Run): RunView {
  const { id, part, status, currentStep, startedByName, createdAt, updatedAt, nextAt, message } = run;
  return {
    id,
    part,
    status,
    currentStep,
    startedByName,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    nextAt: nextAt?.toISOString() ?? null,
    problem: message?.problem ?? null,
  };
}
