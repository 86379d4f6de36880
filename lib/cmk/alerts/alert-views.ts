import type { Attribution } from "../activity/attribution";
import type { CheckResult, FailureClass, Severity } from "../checks/check";
import type { JudgedCauses } from "../events/adobe-causes";
import type { FindingEventKind } from "../findings/finding";
import type { PartId } from "../parts";
import type { OrganisationView } from "../views";
import type { AlertAction, AlertStatus } from "./alert-rules";

/** Times are ISO 8601. */
export type AlertRow = {
  id: string;
  source: "finding" | "adobe" | "audit";
  /** A check's id, one of Adobe's alert kinds, or audit-chain. */
  kind: string;
  part: PartId | null;
  severity: Severity;
  failureClass: FailureClass;
  status: AlertStatus;
  /** Placeholders of its wording; `reason` is a key of `checkReasons`. */
  params: Record<string, string | number>;
  openedAt: string;
  assignedToName: string | null;
  resolvedAt: string | null;
};

/** What people and Clavis said and did about it. */
export type AlertEntry = {
  id: string;
  at: string;
  authorName: string;
  kind: AlertAction | FindingEventKind | "received";
  text: string | null;
};

/** What is behind an alert of Adobe's, by what the checks say now, and the events that it rests on. */
export type AdobeGuide = JudgedCauses & {
  /** What was found when the alert was raised; null: nothing then. */
  foundAtFirst: string | null;
  /** The newest events, and how many there are in all. */
  events: { id: string; receivedAt: string; code: string | null }[];
  eventCount: number;
};

export type AlertView = AlertRow & {
  organisation: OrganisationView;
  resolvedByName: string | null;
  revision: number;
  /** Oldest first: comments and actions, and what happened to the finding. */
  history: AlertEntry[];
  /** The check as it stands now; null for what is not a check's. */
  now: CheckResult | null;
  /** Of Adobe's alerts alone. */
  guide: AdobeGuide | null;
  /** Who may have caused its finding; null for what is not a finding's. */
  attribution: Attribution | null;
  findingId: string | null;
};

export type AlertPage = {
  organisation: OrganisationView;
  rows: AlertRow[];
  next: string | null;
  /** Of all alerts, whatever the filter. */
  counts: Record<AlertStatus, number>;
};
