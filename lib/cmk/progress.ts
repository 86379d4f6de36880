import type { FactSubject, VendorFailure } from "./facts";
import type { PartInput } from "./input";
import { settlingWindow } from "./network/settling";
import type { Outcome, Requirement } from "./outcome";
import { type PartId, type StepDefinition, type StepKey, stepsOf } from "./parts";
import { isKeyHidden } from "./plans/key";
import { enablementRequirements, submitRequirements } from "./requirements/adobe";
import { appRequirements } from "./requirements/app";
import { keyRequirements } from "./requirements/key";
import { roleRequirements } from "./requirements/role";
import * as statements from "./requirements/statements";
import { vaultRequirements } from "./requirements/vault";
import { valueOf } from "./value-of";
import { causesOf, type WaitReason, waitSince } from "./windows";

type Rules = (input: PartInput) => Requirement[];

const RULES: Partial<Record<StepKey, Rules>> = {
  "aep/entitlement": statements.aepEntitlementRequirements,
  "aep/vault": vaultRequirements,
  "aep/key": keyRequirements,
  "aep/app": appRequirements,
  "aep/role": roleRequirements,
  "aep/submit": submitRequirements,
  "aep/enablement": enablementRequirements,
  "cja/entitlement": statements.cjaEntitlementRequirements,
  "cja/privilege": statements.privilegeRequirements,
  "cja/vault": vaultRequirements,
  "cja/key": keyRequirements,
  "cja/app-access": (input) => [...appRequirements(input), ...roleRequirements(input)],
  "cja/ticket": statements.ticketRequirements,
  "cja/confirmation": statements.confirmationRequirements,
};

export type StepState = StepDefinition & { requirements: Requirement[]; outcome: Outcome };

export type PartState = {
  part: PartId;
  steps: StepState[];
  done: number;
  total: number;
  /**
   * at-risk: the part was complete once, and something it needs was seen to be no longer true.
   * unverified: it was complete once, and something it needs has not been seen: neither pass nor fail.
   */
  status: "complete" | "at-risk" | "unverified" | "waiting" | "in-progress" | "not-started";
  /** The step a person should look at next; null when the part is complete. */
  next: StepKey | null;
};

const mustsOf = (requirements: Requirement[]) =>
  requirements.filter((requirement) => requirement.weight === "must");

/** Whether everything that must be true for a step was seen to be true. */
export function isMet(requirements: Requirement[]): boolean {
  const musts = mustsOf(requirements);
  return musts.length > 0 && musts.every((requirement) => requirement.state === "met");
}

/**
 * Whether a step may begin, as far as these requirements of an earlier one go. Clavis works through the control
 * plane, so what it can do itself does not wait for a firewall to let Adobe in; what Adobe then tests does.
 */
export function opensWay(step: Pick<StepDefinition, "kind">, earlier: Requirement[]): boolean {
  if (isMet(earlier)) return true;
  const open = mustsOf(earlier).filter(({ state }) => state !== "met");
  const settling = open.every(
    ({ state, reason }) => state === "waiting" && reason?.key === "firewall-settling",
  );
  return step.kind === "automatic" && open.length > 0 && settling;
}

/** What each requirement waits for; `since` comes with its reason, or is the time of the look. */
function waitingOutcome(step: StepDefinition, requirement: Requirement, input: PartInput): Outcome {
  const given = requirement.reason?.params.since;
  const since = given ? String(given) : requirement.at;
  return waitSince(waitReason(step, requirement), since, input, input.now);
}

function waitReason(step: StepDefinition, { id, reason, observed }: Requirement): WaitReason {
  if (id === "role-effective") return "role-propagation";
  if (id === "vault-state") return "dns";
  if (reason?.key === "firewall-settling") return "firewall";
  return step.id === "enablement" && observed === "UPDATE_EXISTING_RESOURCES" ? "adobe-stores" : "adobe-test";
}

/** A vault that refuses somebody by its firewall, while Azure may still go by the rules before the last change. */
export function firewallWait(failure: VendorFailure, input: PartInput): Outcome | null {
  const vault = valueOf(input.facts.vault);
  if (!vault?.exists || causesOf(failure.code)?.reason !== "firewall") return null;
  const window = settlingWindow(vault, input, input.now);
  return window && waitSince("firewall", window.since, input, input.now);
}

function judge(
  step: StepDefinition,
  requirements: Requirement[],
  input: PartInput,
  isOpen: (key: StepKey) => boolean,
): Outcome {
  const musts = mustsOf(requirements);
  if (isMet(requirements)) {
    const times = musts.flatMap((requirement) => (requirement.at ? [requirement.at] : []));
    return { kind: "done", at: times.sort().at(0) ?? null };
  }
  const waiting = musts.find((requirement) => requirement.state === "waiting");
  const onlyWaits = waiting && musts.every((requirement) => requirement.state !== "unmet");
  const since = input.running[step.key];
  if (since && !onlyWaits)
    return input.waits?.[step.key] ?? { kind: "waiting", reason: "running", since, until: null };
  const by = step.after.filter((key) => !isOpen(key));
  if (by.length > 0) return { kind: "blocked", by };
  const failure = input.failures[step.key];
  if (failure && !failure.retryable) return { kind: "failed", failure };
  const unmet = musts.filter((requirement) => requirement.state === "unmet");
  for (const { fix } of unmet)
    if (fix?.kind === "needs") return { kind: "needs", who: fix.who, what: fix.what };
  if (unmet.length > 0)
    return step.kind === "observed"
      ? { kind: "needs", who: "admin", what: "check-again" }
      : { kind: "ready", repair: isRepair(requirements) };
  if (waiting) return waitingOutcome(step, waiting, input);
  const failed = observationFailure(step, input);
  if (failed && step.id === "key" && isKeyHidden(input)) return { kind: "ready", repair: false };
  if (failed) return firewallWait(failed, input) ?? { kind: "failed", failure: failed };
  return step.kind === "observed" || step.kind === "statement"
    ? { kind: "needs", who: "admin", what: "check-again" }
    : { kind: "ready", repair: false };
}

/** A repair changes something that exists, or brings it back; making it anew is none. */
function isRepair(requirements: Requirement[]): boolean {
  const back = /-soft-deleted|^key-deleted-|^role-orphaned$/;
  return requirements.some(
    ({ state, reason }) => state === "met" || (reason !== null && back.test(reason.key)),
  );
}

const SUBJECTS: Partial<Record<StepDefinition["id"], FactSubject[]>> = {
  entitlement: ["registration"],
  vault: ["vault", "vaultKeys"],
  key: ["key"],
  app: ["principal"],
  role: ["assignments"],
  "app-access": ["principal", "assignments"],
  submit: ["config"],
  enablement: ["config"],
  privilege: ["directoryRoles"],
};

/** The subjects that a step's requirements look at first. */
export function subjectsOf(key: StepKey): FactSubject[] {
  return SUBJECTS[key.split("/")[1] as StepDefinition["id"]] ?? [];
}

function observationFailure(step: StepDefinition, input: PartInput) {
  for (const subject of SUBJECTS[step.id] ?? []) {
    const observed = input.facts[subject];
    if (observed && "failure" in observed) return observed.failure;
  }
  return null;
}

/** Whether the part had been finished: Adobe completed the enablement, or Customer Care confirmed the key. */
export function wasComplete(input: PartInput): boolean {
  if (input.part === "cja") return statements.statementFor(input, "confirmation") !== null;
  const config = valueOf(input.facts.config);
  return config?.exists === true && config.status === "COMPLETED";
}

/** The state of every step of a part, computed from facts and statements alone. */
export function evaluatePart(input: PartInput): PartState {
  const requirements = new Map<StepKey, Requirement[]>();
  for (const step of stepsOf(input.part)) requirements.set(step.key, RULES[step.key]?.(input) ?? []);
  const steps = stepsOf(input.part).map((step): StepState => {
    const own = requirements.get(step.key) ?? [];
    const isOpen = (key: StepKey) => opensWay(step, requirements.get(key) ?? []);
    return { ...step, requirements: own, outcome: judge(step, own, input, isOpen) };
  });
  const open = steps.filter((step) => step.outcome.kind !== "done");
  const next = open.find((step) => step.outcome.kind !== "blocked") ?? open[0] ?? null;
  return {
    part: input.part,
    steps,
    done: steps.length - open.length,
    total: steps.length,
    status: statusOf(input, steps, next),
    next: next?.key ?? null,
  };
}

function statusOf(input: PartInput, steps: StepState[], next: StepState | null): PartState["status"] {
  if (next === null) return "complete";
  if (wasComplete(input)) {
    const seen = new Set(steps.flatMap((step) => mustsOf(step.requirements)).map(({ state }) => state));
    return seen.has("unmet") ? "at-risk" : seen.has("unknown") ? "unverified" : "waiting";
  }
  if (next.outcome.kind === "waiting") return "waiting";
  return steps.some((step) => step.outcome.kind === "done") ? "in-progress" : "not-started";
}
