import type { FactSubject, Source } from "../facts";
import type { PartInput } from "../input";
import type { Actor } from "../outcome";
import type { PartId, StepId } from "../parts";
import type { CheckId } from "./check-ids";
import type { Framework } from "./mappings";

export const SEVERITIES = ["critical", "high", "medium", "low", "info"] as const;
export type Severity = (typeof SEVERITIES)[number];

/**
 * What Adobe does when it fails. purge: reads it as the wish to withdraw the key; recoverable: waits until access is
 * back; hygiene: notices nothing, but an outage or an audit gets nearer. Source: Adobe, alert resolution reference.
 */
export type FailureClass = "purge" | "recoverable" | "hygiene";

/** warn: holds, but not for long or not well. unknown: not to be told from what was seen; neither pass nor fail. */
export type CheckState = "pass" | "warn" | "fail" | "unknown";

/** What a rule says of the facts. Left out severity and class: those of the definition. */
export type CheckVerdict = {
  state: CheckState;
  severity?: Severity;
  failureClass?: FailureClass;
  /** The value seen, as an engineer would write it. */
  observed?: string | number | null;
  /** Message key below `checkReasons`, with its parameters. */
  reason?: { key: string; params?: Record<string, string | number> };
  /** The right whose lack keeps it from being told. */
  lacks?: string;
};

/** Controls of public frameworks, exactly as the catalogue's sources map them. */
export type Mapping = { framework: Framework; control: string };

export type CheckDefinition = {
  /** Title, explanation and meaning of a missing value are worded by it: `checks.<id>`. */
  id: CheckId;
  parts: readonly PartId[];
  severity: Severity;
  failureClass: FailureClass;
  /** Rests on these alone: when one of them could not be read, the check is unknown, and says what was refused. */
  reads: readonly FactSubject[];
  /** Looked at every few minutes; the others hourly. */
  critical: boolean;
  /** The step whose plan mends it, or who has to act. */
  fix: { kind: "plan"; step: Partial<Record<PartId, StepId>> } | { kind: "needs"; who: Actor; what: string };
  mappings: readonly Mapping[];
  judge(input: PartInput): CheckVerdict;
};

/** One check of one part, judged. No functions in it: pages, the API and the database take it as it is. */
export type CheckResult = {
  check: CheckId;
  part: PartId;
  state: CheckState;
  severity: Severity;
  failureClass: FailureClass;
  observed: string | null;
  reason: { key: string; params: Record<string, string | number> } | null;
  /** When what it rests on was last seen, ISO 8601, and where. */
  at: string | null;
  source: Source | null;
  /** The right that the watching identity lacks, as Azure or Graph names it, when that is why it is unknown. */
  lacks: string | null;
};
