import type { Source, VendorFailure } from "./facts";
import type { StepKey } from "./parts";
import type { WaitReason } from "./windows";

/** One thing that must be true, with what was seen. Wording: `requirements.<id>` in the messages. */
export type Requirement = {
  id: string;
  /** met and unmet were observed; waiting will become met by itself; unknown was not seen (yet). */
  state: "met" | "unmet" | "waiting" | "unknown";
  /** must: the step is not done without it. should: shown, and reported, but no obstacle. */
  weight: "must" | "should";
  /** The value seen, as an engineer would write it; null when nothing was seen. */
  observed: string | null;
  source: Source | null;
  at: string | null;
  /** Message key below `reasons`, with its parameters. */
  reason: { key: string; params: Record<string, string | number> } | null;
  /** How an unmet requirement is mended: by a plan of this step, or by somebody. */
  fix: { kind: "plan" } | { kind: "needs"; who: Actor; what: string } | null;
};

/** Who has to act. Wording: `actors.<name>`. */
export type Actor =
  | "admin"
  | "vault-owner"
  | "entra-administrator"
  | "adobe-administrator"
  | "adobe-account-team"
  | "customer-care"
  | "second-admin";

/**
 * Where a step stands. Expected states are values, not errors.
 * ready: there is a plan, and one click applies it (also: a repair of something that was done before).
 */
export type Outcome =
  | { kind: "done"; at: string | null }
  | { kind: "ready"; repair: boolean }
  | {
      kind: "waiting";
      reason: WaitReason;
      since: string | null;
      /** When it should have come about; null when no vendor names a time. */
      until: string | null;
      /** It takes longer than it should: time to look at the causes (lib/cmk/windows.ts). */
      overdue?: true;
    }
  | { kind: "needs"; who: Actor; what: string }
  | { kind: "blocked"; by: StepKey[] }
  | { kind: "failed"; failure: VendorFailure };

export type OutcomeKind = Outcome["kind"];

/** The outcome of a step that comes about by itself. */
export type Waiting = Extract<Outcome, { kind: "waiting" }>;
