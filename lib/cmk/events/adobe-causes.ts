import type { CheckDefinition, CheckResult, FailureClass } from "../checks/check";
import type { CheckId } from "../checks/check-ids";
import { CHECKS } from "../checks/registry";
import { PART_IDS, type PartId } from "../parts";
import type { AdobeAlertKind } from "./adobe-event";

/** One thing that can be behind an alert of Adobe's. Wording: `adobeAlerts.causes.<id>`. */
type Cause = { id: string; failureClass: FailureClass; checks: readonly CheckId[] };

/** Adobe reads these as the wish to withdraw the key. Source: Adobe, alert resolution reference. */
const WITHDRAWN: readonly Cause[] = [
  { id: "vault-deleted", failureClass: "purge", checks: ["VLT-07"] },
  { id: "key-deleted", failureClass: "purge", checks: ["KEY-14"] },
  { id: "key-disabled", failureClass: "purge", checks: ["KEY-04"] },
  { id: "key-expired", failureClass: "purge", checks: ["KEY-06"] },
  { id: "key-not-yet-valid", failureClass: "purge", checks: ["KEY-05"] },
  { id: "operations-removed", failureClass: "purge", checks: ["KEY-03"] },
  { id: "app-removed", failureClass: "purge", checks: ["ID-01", "ID-02"] },
  { id: "app-disabled", failureClass: "purge", checks: ["ID-03"] },
  { id: "role-removed", failureClass: "purge", checks: ["ROL-01", "VLT-04"] },
  { id: "old-version-off", failureClass: "purge", checks: ["KEY-12"] },
];

/** Adobe waits until these are over. */
const OUT_OF_REACH: readonly Cause[] = [
  { id: "monitor-shut-out", failureClass: "recoverable", checks: ["NET-03"] },
  { id: "stores-shut-out", failureClass: "recoverable", checks: ["NET-01"] },
  { id: "perimeter", failureClass: "recoverable", checks: ["NET-02"] },
  { id: "subscription-off", failureClass: "recoverable", checks: ["VLT-11"] },
  { id: "identity", failureClass: "recoverable", checks: ["ID-05", "ROL-05"] },
  { id: "key-unfit", failureClass: "recoverable", checks: ["KEY-01", "KEY-02", "KEY-11"] },
];

/** Nothing that Clavis can see: an outage of Azure or Entra, or a change that was taken back already. */
const UNSEEN: Cause = { id: "passing", failureClass: "recoverable", checks: [] };

/** What can be behind each alert, the likeliest class first: Adobe's sorting is not always ours. */
const CAUSES: Record<AdobeAlertKind, readonly Cause[]> = {
  "key-access-disabled": [...WITHDRAWN, ...OUT_OF_REACH, UNSEEN],
  "key-access-failure": [...OUT_OF_REACH, ...WITHDRAWN, UNSEEN],
  "alert-notification": [...WITHDRAWN, ...OUT_OF_REACH, UNSEEN],
};

/** How bad each alert is, and what Adobe does about it, before anything is known of its cause. */
export const ADOBE_ALERTS = {
  "key-access-disabled": { severity: "critical", failureClass: "purge" },
  "key-access-failure": { severity: "critical", failureClass: "recoverable" },
  "alert-notification": { severity: "high", failureClass: "recoverable" },
} as const satisfies Record<AdobeAlertKind, { severity: string; failureClass: FailureClass }>;

/** found: seen now; clear: seen not to be so; unseen: nobody can tell. */
export type JudgedCause = {
  id: string;
  failureClass: FailureClass;
  state: "found" | "clear" | "unseen";
  part: PartId | null;
  /** The check that tells, as it stands now. */
  result: CheckResult | null;
  fix: CheckDefinition["fix"] | null;
};

function judge(cause: Cause, results: readonly CheckResult[]): JudgedCause {
  // A key that expires soon is no cause: only what is so now, and in this class, is.
  const own = PART_IDS.flatMap((part) =>
    results.filter((one) => one.part === part && cause.checks.includes(one.check)),
  );
  const isFound = (one: CheckResult) =>
    one.state === "fail" && !(one.check === "KEY-06" && one.reason?.key !== "key-expired");
  const found = own.find(isFound);
  const open = found ? null : own.find(({ state }) => state === "unknown");
  const result = found ?? open ?? own[0] ?? null;
  const state = found ? "found" : open || own.length === 0 ? "unseen" : "clear";
  const fix = result ? (CHECKS.find(({ id }) => id === result.check)?.fix ?? null) : null;
  return { id: cause.id, failureClass: cause.failureClass, state, part: result?.part ?? null, result, fix };
}

export type JudgedCauses = {
  /** What was found first, then what nobody can tell, then what is clear; each in Adobe's order. */
  causes: JudgedCause[];
  /** The cause to begin with; null when nothing that can be seen is wrong now. */
  likely: string | null;
};

/** What is behind an alert of Adobe's, by what the checks of both parts say now. */
export function judgeCauses(kind: AdobeAlertKind, results: readonly CheckResult[]): JudgedCauses {
  const judged = CAUSES[kind].map((cause) => judge(cause, results));
  const likely = judged.find(({ state }) => state === "found")?.id ?? null;
  const place = { found: 0, unseen: 1, clear: 2 } as const;
  return { causes: judged.sort((a, b) => place[a.state] - place[b.state]), likely };
}
