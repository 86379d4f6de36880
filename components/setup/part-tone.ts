import type { Tone } from "@/components/ui/tone";
import type { PartState } from "@/lib/cmk/progress";

export const PART_TONE: Record<PartState["status"], Tone> = {
  complete: "ok",
  "at-risk": "bad",
  unverified: "wait",
  waiting: "wait",
  "in-progress": "accent",
  "not-started": "quiet",
};
