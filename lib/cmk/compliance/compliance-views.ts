import type { FailureClass, Severity } from "../checks/check";
import type { CheckId } from "../checks/check-ids";
import type { OrganisationVerdict, Verdict } from "../compliance";
import type { PartId } from "../parts";
import type { ComplianceRow } from "../views";

type Named = { id: string; name: string };

/** Why a check fails: a key of `checkReasons`, with its parameters. */
export type Reason = { key: string; params: Record<string, string | number> };

/** The first requirement that is not met. */
export type Cause = Pick<OrganisationVerdict["reasons"][number], "part" | "requirement" | "reason">;

export const AGES = ["day", "week", "month", "quarter", "older"] as const;
export type Age = (typeof AGES)[number];

export const FRESHNESS = ["now", "hour", "day", "older", "never"] as const;
export type Freshness = (typeof FRESHNESS)[number];

/** Kinds of what ends or turns by itself. Wording: `compliance.coming.<kind>`. */
export const COMING_KINDS = [
  "key-expires",
  "old-version-expires",
  "key-purged",
  "vault-purged",
  "key-rotates",
  "exception-ends",
  "secret-ends",
] as const;
export type ComingKind = (typeof COMING_KINDS)[number];

export type Coming = {
  kind: ComingKind;
  at: string;
  organisation: Named;
  part: PartId | null;
  subject: string;
};

/** How much of a kind comes in a month (UTC, as 2026-12), over all organisations. */
export type MonthCount = { month: string; kind: ComingKind; count: number };

/** How many organisations were protected: at the end of a slice of time, and at the least within it. */
export type PosturePoint = { at: string; known: number; protected: number; least: number; atRisk: number };

/** A time in which an organisation was at risk. until: null while it lasts. */
export type Dip = {
  organisation: Named;
  at: string;
  until: string | null;
  cause: Cause | null;
  reason: Reason | null;
};

export type Trend = {
  from: string;
  to: string;
  /** When the first organisation began to be watched by Clavis; null while none is. */
  began: string | null;
  points: PosturePoint[];
  dips: Dip[];
};

/** What needs somebody now: one line for each organisation, the most dangerous first. */
export type Danger = {
  organisation: Named;
  verdict: Verdict;
  since: string | null;
  cause: Cause | null;
  alert: {
    id: string;
    kind: string;
    severity: Severity;
    failureClass: FailureClass;
    openedAt: string;
    assignee: string | null;
    /** Why the check fails: a key of `checkReasons`, with its parameters. */
    reason: Reason | null;
  } | null;
};

export type FindingCount = { failureClass: FailureClass; age: Age; count: number };

export type LiveException = {
  id: string;
  organisation: Named;
  part: PartId;
  check: CheckId;
  owner: string;
  decidedBy: string | null;
  expiresAt: string;
};

/** What a board asks, in numbers. Times are ISO 8601, durations seconds. */
export type ComplianceFigures = {
  total: number;
  protectedCount: number;
  atRiskCount: number;
  unverifiedCount: number;
  inSetupCount: number;
  notStartedCount: number;
  /** Since when every organisation that is protected now has been so without a break; null when none is. */
  protectedSince: string | null;
  oldestVerifiedAt: string | null;
  freshness: { bucket: Freshness; count: number }[];
  /** Median time from opening to closing of what people were told about, closed in the last 90 days. */
  repair: { medianSeconds: number | null; count: number };
  /** Organisations that were changed and not judged anew yet: they are within seconds. */
  pending: number;
  asOf: string;
};

export type CompliancePageRow = ComplianceRow & { openFindings: number; since: string | null };

export type CompliancePage = ComplianceFigures & {
  dangers: Danger[];
  findings: FindingCount[];
  trend: Trend;
  coming: Coming[];
  /** What ends or turns by itself in the twelve months that begin with this one. */
  calendar: MonthCount[];
  exceptions: LiveException[];
  exceptionsTotal: number;
  rows: CompliancePageRow[];
  /** Rows that the filter leaves, and the page of them that is in `rows`. */
  found: number;
  page: number;
};
