import type { Outcome } from "./outcome";
import type { StepDefinition, StepId } from "./parts";
import type { StepState } from "./progress";

/** Those to whom a step can be handed: people who can sign in with Entra and act in Azure, Entra or Adobe's console. */
export const RECIPIENTS = ["vault-owner", "entra-administrator", "adobe-administrator"] as const;
export type Recipient = (typeof RECIPIENTS)[number];

/** How long a link may open, in days; the first suggestion is DEFAULT_DAYS. */
export const HAND_OVER_DAYS = [1, 7, 30] as const;
export const DEFAULT_DAYS = 7;
export const MAXIMUM_REASON = 500;
/** Links that can be open for one step at a time. */
export const MAXIMUM_OPEN = 20;
/** Between two looks through one link: vendors are asked on the organisation's account. */
export const CHECK_PAUSE_SECONDS = 10;

/** The header that carries a link's secret to the API; in an address it would end up in logs. */
export const HAND_OVER_HEADER = "Clavis-Hand-Over";
/** 32 random bytes in base64url. */
export const HAND_OVER_TOKEN = /^[A-Za-z0-9_-]{43}$/;

export const HAND_OVER_STATES = ["open", "opened", "done", "expired", "withdrawn"] as const;
export type HandOverState = (typeof HAND_OVER_STATES)[number];

type Times = { expiresAt: string | Date; openedAt: string | Date | null; withdrawnAt: string | Date | null };

/** Whether a link still opens. */
export function isLive({ expiresAt, withdrawnAt }: Omit<Times, "openedAt">, now: Date): boolean {
  return withdrawnAt === null && new Date(expiresAt) > now;
}

/** Where a hand-over stands. Done is what the step is now, whoever did it. */
export function handOverState(times: Times, outcome: Outcome["kind"], now: Date): HandOverState {
  if (times.withdrawnAt !== null) return "withdrawn";
  if (outcome === "done") return "done";
  if (!isLive(times, now)) return "expired";
  return times.openedAt === null ? "open" : "opened";
}

const isRecipient = (who: string): who is Recipient => RECIPIENTS.some((recipient) => recipient === who);

const USUAL: Partial<Record<StepId, Recipient>> = {
  app: "entra-administrator",
  "app-access": "entra-administrator",
};

/** Whom the step is for: the one whose move it is, or who usually does such a step. */
export function suggestedRecipient(step: Pick<StepState, "id" | "outcome">): Recipient {
  const { outcome } = step;
  if (outcome.kind === "needs" && isRecipient(outcome.who)) return outcome.who;
  return USUAL[step.id] ?? "vault-owner";
}

/**
 * Whether a step can be handed over: somebody else can do it and looking proves it. Never the one that cannot be
 * undone, and nothing that only a statement settles.
 */
export function mayBeHandedOver(step: Pick<StepDefinition, "kind"> & { outcome: Outcome }): boolean {
  const { kind, outcome } = step;
  if (kind === "irreversible" || outcome.kind === "done" || outcome.kind === "blocked") return false;
  return kind === "automatic" || (outcome.kind === "needs" && isRecipient(outcome.who));
}
