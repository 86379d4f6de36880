import type { Tone } from "@/components/ui/tone";
import type { CheckState, FailureClass, Severity } from "@/lib/cmk/checks/check";

export const SEVERITY_TONE: Record<Severity, Tone> = {
  critical: "bad",
  high: "bad",
  medium: "wait",
  low: "quiet",
  info: "quiet",
};

export const CLASS_TONE: Record<FailureClass, Tone> = { purge: "bad", recoverable: "wait", hygiene: "quiet" };

/** A failure that is for information alone is nothing to be frightened of. */
export function stateTone(state: CheckState, severity: Severity): Tone {
  if (state === "pass") return "ok";
  if (state === "unknown") return "quiet";
  if (state === "warn" || severity === "info" || severity === "low") return "wait";
  return "bad";
}
