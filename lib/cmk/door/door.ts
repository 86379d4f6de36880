import type { PartInput } from "../input";
import type { Requirement } from "../outcome";
import { evaluatePart, type PartState, type StepState } from "../progress";
import { type ApprovalFacts, type Standing, standingOf } from "./approval";
import { type Gate, lets, type Missing, type PolicyTerms } from "./terms";

/** What was seen longer ago does not open the door. */
export const FRESH_MINUTES = 15;

export type DoorInput = {
  input: PartInput;
  /** The organisation's policy as it holds now. */
  terms: PolicyTerms;
  approval: ApprovalFacts | null;
  /** Hash of what would be sent; null when there is nothing to send, or too little was seen to say. */
  planHash: string | null;
};

export type Door = {
  gates: Gate[];
  /** Every gate but the typed confirmation, which only the request itself can bring. */
  open: boolean;
  /** What should be otherwise, and is no obstacle. */
  advice: Missing[];
  terms: PolicyTerms;
  standing: Standing;
};

const gate = (id: Gate["id"], state: Gate["state"], more: Partial<Gate> = {}): Gate => ({
  id,
  state,
  reason: null,
  until: null,
  missing: [],
  ...more,
});

function lacking(steps: StepState[], weight: Requirement["weight"]): Missing[] {
  return steps.flatMap(({ key, requirements }) =>
    requirements.flatMap(({ id, state, observed, weight: own }) =>
      own === weight && state !== "met" ? [{ step: key, requirement: id, state, observed }] : [],
    ),
  );
}

function checksGate(before: StepState[]): Gate {
  const missing = lacking(before, "must");
  if (missing.length === 0) return gate("checks", "open");
  return gate("checks", "closed", { reason: "checks-missing", missing });
}

/** Statements do not grow old: only what a vendor was asked does. */
function freshGate(before: StepState[], now: string): Gate {
  const looked = before
    .flatMap(({ requirements }) => requirements)
    .filter(({ weight, source }) => weight === "must" && source !== "person" && source !== "clavis");
  const times = looked.map(({ at }) => at).sort();
  const oldest = times.includes(null) ? null : times[0];
  if (!oldest) return gate("fresh", "closed", { reason: "never-seen" });
  const until = new Date(Date.parse(oldest) + FRESH_MINUTES * 60_000).toISOString();
  return now < until ? gate("fresh", "open", { until }) : gate("fresh", "closed", { reason: "too-old" });
}

const APPROVAL_REASONS: Record<Standing["state"], string | null> = {
  none: "not-requested",
  pending: "waits-for-second",
  "cooling-off": null,
  ready: null,
  void: "void",
  expired: "expired",
  declined: "declined",
  withdrawn: "not-requested",
  used: "not-requested",
};

function approvalGate({ state, terms }: Standing): Gate {
  if (!terms.requireSecondApproval) return gate("approval", "unneeded");
  const reason = APPROVAL_REASONS[state];
  return gate("approval", reason ? "closed" : "open", { reason });
}

function coolingGate({ state, terms, readyAt }: Standing): Gate {
  if (terms.coolingOffHours === 0) return gate("cooling-off", "unneeded");
  if (state === "ready") return gate("cooling-off", "open");
  if (state === "cooling-off") return gate("cooling-off", "waiting", { reason: "cooling", until: readyAt });
  const reason = terms.requireSecondApproval ? "counts-from-approval" : APPROVAL_REASONS[state];
  return gate("cooling-off", "closed", { reason: reason ?? "not-requested" });
}

/** The CJA part wants a vault of its own: said before a vault is bound for good. */
function sharedVault({ facts, otherVaultId }: PartInput): Missing[] {
  const vault = facts.vault && "value" in facts.vault && facts.vault.value.exists ? facts.vault.value : null;
  if (!vault || otherVaultId?.toLowerCase() !== vault.id.toLowerCase()) return [];
  return [{ step: "cja/vault", requirement: "vault-dedicated", state: "unmet", observed: vault.name }];
}

/** Every gate between a plan and its being sent to Adobe, each with what it lacks. The submit step of the AEP part. */
export function doorOf({ input, terms, approval, planHash }: DoorInput): Door {
  const { steps } = evaluatePart(input);
  const submit = steps.find(({ id }) => id === "submit");
  const before = steps.filter(({ key }) => submit?.after.includes(key));
  const standing = standingOf(approval, { terms, planHash, now: input.now });
  const gates = [
    checksGate(before),
    freshGate(before, input.now),
    approvalGate(standing),
    coolingGate(standing),
    gate("confirmation", "closed", { reason: "type-name" }),
  ];
  return {
    gates,
    open: gates.every((each) => each.id === "confirmation" || lets(each)),
    advice: [...lacking(before, "should").filter(({ state }) => state === "unmet"), ...sharedVault(input)],
    terms: standing.terms,
    standing,
  };
}

/** The part with its door: a submission that waits for somebody, or for time, is not ready. */
export function withDoor<S extends StepState>(
  step: S,
  door: Pick<Door, "standing">,
  since: string | null,
): S {
  if (step.key !== "aep/submit" || step.outcome.kind !== "ready") return step;
  const { state, readyAt } = door.standing;
  if (state === "pending")
    return { ...step, outcome: { kind: "needs", who: "second-admin", what: "approve-submission" } };
  if (state === "cooling-off")
    return { ...step, outcome: { kind: "waiting", reason: "cooling-off", since, until: readyAt } };
  return step;
}

/** The same for a whole part. */
export function partWithDoor(part: PartState, door: Pick<Door, "standing">, since: string | null): PartState {
  return { ...part, steps: part.steps.map((step) => withDoor(step, door, since)) };
}
