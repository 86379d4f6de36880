import type { ActivityRow } from "../activity/activity";
import type { AlertStatus } from "../alerts/alert-rules";
import type { FailureClass, Severity } from "../checks/check";
import type { CheckId } from "../checks/check-ids";
import type { PartId } from "../parts";
import type { SetupView } from "../views";
import type { FindingEventKind } from "./finding";

/** Times are ISO 8601. */
export type OpenFindingRow = {
  id: string;
  part: PartId;
  check: CheckId;
  severity: Severity;
  failureClass: FailureClass;
  reason: { key: string; params: Record<string, string | number> } | null;
  openedAt: string;
  /** The newest alert of it, for the way to what was done. */
  alertId: string | null;
  /** The change that most likely caused it, where a log has it. */
  cause: ActivityRow | null;
};

export type TimelineRow = {
  id: string;
  at: string;
  kind: FindingEventKind;
  part: PartId;
  check: CheckId;
  actorName: string;
};

/** One organisation at a glance: both parts, what is open, when it was looked at, what happened. */
export type OrganisationOverviewView = {
  setup: SetupView;
  /** Worst first. */
  findings: OpenFindingRow[];
  alerts: Record<AlertStatus, number>;
  watch: {
    lastAt: string | null;
    lastFullAt: string | null;
    nextAt: string;
    heldUntil: string | null;
  } | null;
  /** Newest first: at most 30. */
  timeline: TimelineRow[];
  /** What the clouds recorded lately around both keys, newest first: at most 15. */
  activity: (ActivityRow & { part: PartId })[];
};
