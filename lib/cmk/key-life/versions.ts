import type { KeyFacts, KeyVersionFacts } from "../facts";
import { plusDays } from "./duration";

/**
 * How long a version stays needed after it was replaced: Cosmos DB asks for 24 hours, Azure Storage looks once a day,
 * and 28 days leave room for every store of Adobe's to rewrap. Source: cmk-procedure "After set-up", check KEY-12.
 */
export const SAFE_AFTER_DAYS = 28;
export const ABSOLUTE_MINIMUM_DAYS = 1;

/**
 * current: never to be disabled; needed: data may still be wrapped with it; safe: it may be disabled (by a person,
 * never by Clavis); disabled: it is; disabled-early: it is, and was not safe to be.
 */
export type VersionState = "current" | "needed" | "safe" | "disabled" | "disabled-early";

export type VersionLife = KeyVersionFacts & {
  state: VersionState;
  /** When a newer version that can be used took over; null while there is none. */
  replacedAt: string | null;
  /** From when it is safe to disable; null for the current version, and while nothing has taken over. */
  safeFrom: string | null;
};

function takenOverAt(newer: KeyVersionFacts[]): string | null {
  const usable = newer.flatMap(({ enabled, created, notBefore }) =>
    enabled === false || created === null
      ? []
      : [notBefore !== null && notBefore > created ? notBefore : created],
  );
  return usable.sort().at(0) ?? null;
}

function stateOf(version: KeyVersionFacts, current: boolean, safeFrom: string | null, now: string) {
  if (current) return "current";
  const safe = safeFrom !== null && safeFrom <= now;
  if (version.enabled === false) return safe ? "disabled" : "disabled-early";
  return safe ? "safe" : "needed";
}

/** Every version with what may be done about it, newest first. `now` is ISO 8601. */
export function judgeVersions(key: KeyFacts, versions: KeyVersionFacts[], now: string): VersionLife[] {
  const isCurrent = ({ version }: KeyVersionFacts) => version === key.version?.toLowerCase();
  const ordered = versions.toSorted(
    (a, b) => Number(isCurrent(b)) - Number(isCurrent(a)) || (b.created ?? "").localeCompare(a.created ?? ""),
  );
  return ordered.map((version, index) => {
    const current = isCurrent(version);
    const replacedAt = current ? null : takenOverAt(ordered.slice(0, index));
    const safeFrom = replacedAt && plusDays(replacedAt, SAFE_AFTER_DAYS);
    return { ...version, state: stateOf(version, current, safeFrom, now), replacedAt, safeFrom };
  });
}
