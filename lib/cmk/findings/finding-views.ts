import type { ActivityRow } from "../activity/activity";
import type { Attribution } from "../activity/attribution";
import type { CheckResult } from "../checks/check";
import type { CheckId } from "../checks/check-ids";
import type { PartId } from "../parts";
import type { OrganisationView } from "../views";
import type { FactChange } from "./fact-changes";
import type { FindingContent, FindingEventKind } from "./finding";
import type { FindingStatus } from "./finding-schemas";

/** Times are ISO 8601. */
export type FindingRow = FindingContent & {
  id: string;
  part: PartId;
  check: CheckId;
  status: FindingStatus;
  regression: boolean;
  flapping: boolean;
  openedAt: string;
  closedAt: string | null;
  /** Until when an approved exception lets it be; null: none does. */
  exceptionUntil: string | null;
  /** The change that most likely caused it, where a log has it. */
  cause: ActivityRow | null;
};

export type FindingPage = {
  organisation: OrganisationView;
  rows: FindingRow[];
  next: string | null;
  /** Of all findings, whatever the filter. */
  counts: Record<FindingStatus, number>;
};

/** Why a finding opened, changed and closed. `before` is null where nothing was. */
export type FindingEntry = {
  id: string;
  at: string;
  kind: FindingEventKind;
  actorName: string;
  before: Partial<FindingContent> | null;
  after: Partial<FindingContent> | null;
};

export type FindingView = FindingRow & {
  organisation: OrganisationView;
  /** Oldest first. */
  history: FindingEntry[];
  attribution: Attribution;
  /** What of the check's facts changed, newest first. */
  changes: FactChange[];
  /** The check as it stands now. */
  now: CheckResult | null;
  /** The newest alert of it. */
  alertId: string | null;
};
