import type { Tone } from "@/components/ui/tone";
import type { ControlState } from "@/lib/cmk/compliance/frameworks";

export const CONTROL_TONE: Record<ControlState, Tone> = {
  "not-met": "bad",
  excepted: "wait",
  warning: "wait",
  unseen: "quiet",
  met: "ok",
  "not-watched": "quiet",
};
