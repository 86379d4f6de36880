import type { CheckResult, FailureClass, Severity } from "../checks/check";

/** What is stored of a finding and may change while it is open. */
export type FindingContent = {
  severity: Severity;
  failureClass: FailureClass;
  observed: string | null;
  reason: CheckResult["reason"];
};

/** Why a finding has an entry in its history. Wording: `findingEvents.<kind>`. */
export const FINDING_EVENTS = [
  "opened",
  "regressed",
  "severity-changed",
  "changed",
  "flapping",
  "closed",
  "exception-approved",
  "exception-ended",
] as const;
export type FindingEventKind = (typeof FINDING_EVENTS)[number];

/** A finding that comes back so soon after it was closed is a regression. */
export const REGRESSION_DAYS = 30;

/** The part of a result that a finding keeps. */
export function contentOf({ severity, failureClass, observed, reason }: CheckResult): FindingContent {
  return { severity, failureClass, observed, reason };
}

/**
 * What became different of an open finding; null when nothing did. What counts down by the day (how many days are
 * left) is no change of its own.
 */
export function changeOf(before: FindingContent, after: FindingContent): FindingEventKind | null {
  if (before.severity !== after.severity || before.failureClass !== after.failureClass)
    return "severity-changed";
  const told = (content: FindingContent) => `${content.reason?.key ?? ""} ${content.observed ?? ""}`;
  return told(before) === told(after) ? null : "changed";
}

/**
 * Whether people are told. What hardly matters, and what Adobe would not notice and can wait, stands in the lists
 * alone: an inbox that fills with such things is not read when it has to be.
 */
export function isAlerting({
  severity,
  failureClass,
}: Pick<FindingContent, "severity" | "failureClass">): boolean {
  if (severity === "critical" || severity === "high") return true;
  return severity === "medium" && failureClass !== "hygiene";
}
