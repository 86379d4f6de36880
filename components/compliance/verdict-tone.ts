import type { Tone } from "@/components/ui/tone";
import type { Verdict } from "@/lib/cmk/compliance";

export const VERDICT_TONE: Record<Verdict, Tone> = {
  protected: "ok",
  "at-risk": "bad",
  unverified: "wait",
  "in-setup": "accent",
  "not-started": "quiet",
};
