import type { HandOverState, Recipient } from "./hand-over";
import type { Plan } from "./plan";
import type { StepState } from "./progress";
import type { ScriptFormat } from "./script-formats";

/** One hand-over as the organisation's own people see it. Never with the link: that is shown once, when it is made. */
export type HandOverRow = {
  id: string;
  state: HandOverState;
  recipient: Recipient;
  reason: string | null;
  createdByName: string;
  createdAt: string;
  expiresAt: string;
  openedAt: string | null;
  openedByName: string | null;
  checkedAt: string | null;
  withdrawnAt: string | null;
  withdrawnByName: string | null;
};

/** What making one answers: the row, and the link, this once. */
export type NewHandOverView = { handOver: HandOverRow; link: string };

/** All that the person sees who opens the link: one step, and why they are asked. */
export type HeldHandOverView = {
  state: HandOverState;
  organisationName: string;
  askedBy: string;
  askedAt: string;
  expiresAt: string;
  recipient: Recipient;
  reason: string | null;
  step: StepState;
  /** What is to be done, for whoever has the rights; null when nothing can be planned. */
  plan: Plan | null;
  scripts: Record<ScriptFormat, string> | null;
  /** Microsoft's consent page, locked to the tenant; steps that need Adobe's app only. */
  consentUrl: string | null;
  checkedAt: string | null;
};
