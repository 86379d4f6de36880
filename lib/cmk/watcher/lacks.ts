import type { LogSource } from "../activity/activity";
import { LOG_RIGHTS, type LogState } from "../activity/match-activity";
import type { CheckResult } from "../checks/check";
import type { CheckId } from "../checks/check-ids";
import type { PartId } from "../parts";

/**
 * How the watching identity gets a right: a role of Azure, which an administrator of the vault assigns; consent to a
 * permission of Microsoft Graph, which an Entra administrator grants; or a permission at Adobe.
 */
export type Way = "role" | "consent" | "adobe";

/** A right that the watching identity lacks, with what stays unknown for it. */
export type Lack = { right: string; way: Way; checks: CheckId[]; logs: LogSource[] };

/** Permissions of Microsoft Graph are one word with dots; Azure's are paths, its roles are words. */
export function wayOf(right: string): Way {
  if (right === "Manage Customer Managed Key") return "adobe";
  return /^[A-Za-z]+(\.[A-Za-z]+)+$/.test(right) ? "consent" : "role";
}

/** Every right that is lacking in one part, from its judged checks and the logs that could not be read. */
export function lacksOf(
  part: PartId,
  results: readonly Pick<CheckResult, "check" | "lacks">[],
  logs: readonly LogState[],
): Lack[] {
  const found = new Map<string, Lack>();
  const of = (right: string): Lack => {
    const known = found.get(right) ?? { right, way: wayOf(right), checks: [], logs: [] };
    found.set(right, known);
    return known;
  };
  for (const { check, lacks } of results) if (lacks) of(lacks).checks.push(check);
  for (const { part: own, source, failure } of logs)
    if (own === part && failure?.kind === "refused") of(LOG_RIGHTS[source]).logs.push(source);
  return [...found.values()];
}
