import { stricterOf } from "./policy";
import type { PolicyTerms } from "./terms";

/** How long a request waits for its decision, and how long an approval is good for once it may be used. */
export const APPROVAL_DAYS = 7;

export const APPROVAL_STATUSES = [
  "requested",
  "approved",
  "declined",
  "withdrawn",
  "superseded",
  "used",
] as const;
export type ApprovalStatus = (typeof APPROVAL_STATUSES)[number];

/** One request to pass the door with one exact plan. `terms`: what the policy asked when it was made. */
export type ApprovalFacts = {
  id: string;
  status: ApprovalStatus;
  planHash: string;
  terms: PolicyTerms;
  requestedBy: string;
  requestedByName: string;
  requestedAt: string;
  decidedBy: string | null;
  decidedByName: string | null;
  decidedAt: string | null;
  /** Why it was declined, or a note to the approval. */
  reason: string | null;
};

export const STANDINGS = [
  "none",
  "pending",
  "cooling-off",
  "ready",
  "void",
  "expired",
  "declined",
  "withdrawn",
  "used",
] as const;

/**
 * Where a request stands. void: the plan is another one by now, so what was approved is not what would be sent.
 * pending: a second person has to decide. cooling-off: until `readyAt`. ready: it may be used until `expiresAt`.
 */
export type Standing = {
  state: (typeof STANDINGS)[number];
  /** What counts for this request: the stricter of the policy now and the policy when it was made. */
  terms: PolicyTerms;
  readyAt: string | null;
  expiresAt: string | null;
};

const HOUR = 3_600_000;
const later = (from: string, hours: number) => new Date(Date.parse(from) + hours * HOUR).toISOString();

/** Judges a request at `now`. `planHash`: of what would be sent now; null when that is not known. */
export function standingOf(
  approval: ApprovalFacts | null,
  { terms: held, planHash, now }: { terms: PolicyTerms; planHash: string | null; now: string },
): Standing {
  const over = (state: Standing["state"]): Standing => ({
    state,
    terms: held,
    readyAt: null,
    expiresAt: null,
  });
  if (!approval) return over("none");
  const { status } = approval;
  if (status === "superseded") return over("withdrawn");
  if (status !== "requested" && status !== "approved") return over(status);
  if (planHash !== null && planHash !== approval.planHash) return over("void");
  const terms = stricterOf(held, approval.terms);
  if (terms.requireSecondApproval && status === "requested") {
    const expiresAt = later(approval.requestedAt, APPROVAL_DAYS * 24);
    return now < expiresAt ? { state: "pending", terms, readyAt: null, expiresAt } : over("expired");
  }
  const readyAt = later(approval.decidedAt ?? approval.requestedAt, terms.coolingOffHours);
  const expiresAt = later(readyAt, APPROVAL_DAYS * 24);
  if (now >= expiresAt) return over("expired");
  return { state: now < readyAt ? "cooling-off" : "ready", terms, readyAt, expiresAt };
}
