import type { StepKey } from "../parts";

/** Types and the one rule that the browser needs: this file brings no library with it. */

/** What must happen between a plan and its being sent. Hours are whole. */
export type PolicyTerms = { requireSecondApproval: boolean; coolingOffHours: number };

export const GATE_IDS = ["checks", "fresh", "approval", "cooling-off", "confirmation"] as const;
export type GateId = (typeof GATE_IDS)[number];

/** Something that is not as it must be (or should be), and the step that mends it. */
export type Missing = {
  step: StepKey;
  requirement: string;
  state: "unmet" | "waiting" | "unknown";
  observed: string | null;
};

/**
 * One gate of the door. unneeded: the organisation does not ask for it. waiting: it opens by itself at `until`.
 * An open gate with `until` closes then (what was seen grows old). Wording: `door.reasons.<reason>`.
 */
export type Gate = {
  id: GateId;
  state: "open" | "closed" | "waiting" | "unneeded";
  reason: string | null;
  until: string | null;
  missing: Missing[];
};

/** A gate as it stands at `now` (ISO 8601), some time after it was judged. */
export function gateAt(gate: Gate, now: string): Gate {
  if (gate.until === null || now < gate.until) return gate;
  if (gate.state === "waiting") return { ...gate, state: "open", reason: null, until: null };
  if (gate.state === "open") return { ...gate, state: "closed", reason: "too-old", until: null };
  return gate;
}

/** Whether the gate lets through. */
export function lets(gate: Gate): boolean {
  return gate.state === "open" || gate.state === "unneeded";
}

/** Whether sending asks for a request first. */
export function needsRequest({ requireSecondApproval, coolingOffHours }: PolicyTerms): boolean {
  return requireSecondApproval || coolingOffHours > 0;
}
