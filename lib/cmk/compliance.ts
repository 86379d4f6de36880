import type { Requirement } from "./outcome";
import type { PartState } from "./progress";

/**
 * The leader's verdict on one organisation. Journey Optimizer counts as protected only when both parts are complete.
 * Whatever the verdict, data is encrypted in transit and at rest: customer-managed keys replace the key, no more.
 */
export type Verdict = "protected" | "at-risk" | "unverified" | "in-setup" | "not-started";

export type OrganisationVerdict = {
  verdict: Verdict;
  /** Unmet must-requirements: the reasons, by part. */
  reasons: {
    part: PartState["part"];
    step: string;
    requirement: string;
    observed: string | null;
    /** Why it is not met, where more is known than the requirement says. */
    reason: Requirement["reason"];
  }[];
  /** When the oldest of the facts that the verdict rests on was last confirmed; null when nothing was ever looked at. */
  verifiedAt: string | null;
};

/** Judges an organisation from the states of its two parts. */
export function judgeOrganisation(parts: PartState[]): OrganisationVerdict {
  const statuses = parts.map((part) => part.status);
  const verdict: Verdict = statuses.includes("at-risk")
    ? "at-risk"
    : statuses.every((status) => status === "complete")
      ? "protected"
      : statuses.every((status) => status === "not-started")
        ? "not-started"
        : statuses.includes("unverified")
          ? "unverified"
          : "in-setup";
  const rows = parts.flatMap((part) =>
    part.steps.flatMap((step) =>
      step.requirements.map((requirement) => ({ part: part.part, step: step.id, requirement })),
    ),
  );
  // Two steps may show the same evidence: as a reason it counts once.
  const known = new Set<string>();
  const reasons = rows
    .filter(({ requirement }) => requirement.weight === "must" && requirement.state === "unmet")
    .filter(({ part, requirement: { id } }) => !known.has(`${part} ${id}`) && known.add(`${part} ${id}`))
    .map(({ part, step, requirement }) => ({
      part,
      step,
      requirement: requirement.id,
      observed: requirement.observed,
      reason: requirement.reason,
    }));
  const times = rows.flatMap(({ requirement }) =>
    requirement.at && requirement.source !== "person" && requirement.source !== "clavis"
      ? [requirement.at]
      : [],
  );
  return { verdict, reasons, verifiedAt: times.sort().at(0) ?? null };
}
