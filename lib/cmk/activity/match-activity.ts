import type { CheckId } from "../checks/check-ids";
import type { VendorFailure } from "../facts";
import type { PartId } from "../parts";
import type { ActivityRow, LogSource } from "./activity";
import { causesOf } from "./causes";

/** What a finding is compared by. `since`: when the check was last known to hold, where that is known. ISO 8601. */
export type Attributable = { part: PartId; check: CheckId; openedAt: string; since: string | null };

/** How long before a finding opened its cause may lie, when nobody knows when the check last held. */
const LOOK_BACK_MS = 24 * 3_600_000;
/** Clocks differ a little, and a look takes a while. */
const SLACK_MS = 2 * 60_000;

function fits(operation: string, patterns: readonly string[]): boolean {
  const name = operation.toLowerCase();
  return patterns.some((pattern) => {
    const wanted = pattern.toLowerCase();
    return wanted.endsWith("*") ? name.startsWith(wanted.slice(0, -1)) : name === wanted;
  });
}

/** From when until when the cause of a finding may have been written down, ISO 8601. */
export function causeSpan({ openedAt, since }: Attributable): { from: string; to: string } {
  const opened = Date.parse(openedAt);
  const from = Math.max(since === null ? 0 : Date.parse(since), opened - LOOK_BACK_MS) - SLACK_MS;
  return { from: new Date(from).toISOString(), to: new Date(opened + SLACK_MS).toISOString() };
}

/**
 * What may have caused a finding, most likely first: changes that succeeded, of a kind that can make this check fail,
 * between the last time that it held and the time at which it was seen failing; the latest is the likeliest. No
 * verdict on anybody: it is shown as what was recorded, with the time.
 */
export function matchActivity(finding: Attributable, rows: readonly ActivityRow[]): ActivityRow[] {
  const causes = causesOf(finding.check);
  const { from, to } = causeSpan(finding);
  return rows
    .filter(
      ({ status, at, operation }) =>
        status === "succeeded" && at >= from && at <= to && fits(operation, causes),
    )
    .sort((a, b) => (a.at > b.at ? -1 : 1));
}

/** Where the cause of a check's failure would be written, in the order in which one would look. */
export function sourcesFor(check: CheckId): readonly LogSource[] {
  const family = check.split("-")[0];
  if (family === "ID") return ["directory-audit"];
  if (family === "ROL") return ["activity-log", "directory-audit"];
  if (family === "KEY") return ["key-vault-audit", "activity-log"];
  if (family === "ADB") return [];
  return check === "MON-08" ? [] : ["activity-log"];
}

/** How far a log of a part was read, and what kept it from being read. `readUntil` is ISO 8601. */
export type LogState = {
  part: PartId;
  source: LogSource;
  readUntil: string;
  failure: VendorFailure | null;
};

/** The least right with which the watching identity reads a log, as Azure and Graph name it. */
export const LOG_RIGHTS: Record<LogSource, string> = {
  "activity-log": "Microsoft.Insights/eventtypes/values/read",
  "key-vault-audit": "Log Analytics Reader",
  "directory-audit": "AuditLog.Read.All",
};

/** Why nothing was found: a log that should have it was not read, or has nothing (yet). */
export type Unattributed = {
  source: LogSource;
  reason: "not-read" | "refused" | "failed" | "no-workspace" | "late";
  lacks: string | null;
};

/** Of every log that could name the cause, why it did not. */
export function whyUnattributed(finding: Attributable, logs: readonly LogState[]): Unattributed[] {
  return sourcesFor(finding.check).map((source) => {
    const log = logs.find((one) => one.part === finding.part && one.source === source);
    if (!log) return { source, reason: "not-read", lacks: null };
    const { failure } = log;
    if (!failure) return { source, reason: "late", lacks: null };
    if (failure.code === "no_workspace") return { source, reason: "no-workspace", lacks: null };
    const refused = failure.kind === "refused";
    return { source, reason: refused ? "refused" : "failed", lacks: refused ? LOG_RIGHTS[source] : null };
  });
}
