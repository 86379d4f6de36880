import type { KeyFacts, KeyVersionFacts } from "../facts";
import type { KeyUseFacts } from "../input";
import { plusDays } from "./duration";

/**
 * How long a version stays needed after it was replaced: Cosmos DB asks for 24 hours, Azure Storage looks once a day,
 * and 28 days leave room for every store of Adobe's to rewrap. Source: cmk-procedure "After set-up", check KEY-12.
 */
export const SAFE_AFTER_DAYS = 28;
export const ABSOLUTE_MINIMUM_DAYS = 1;
/** Nobody has unwrapped with it for so long: whatever it had wrapped is wrapped with a newer one, or gone. */
export const QUIET_DAYS = 7;

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
  /** When it was last used, by whichever application; null: not since the log is read, or no log is read. */
  lastWrapAt: string | null;
  lastUnwrapAt: string | null;
};

function takenOverAt(newer: KeyVersionFacts[]): string | null {
  const usable = newer.flatMap(({ enabled, created, notBefore }) =>
    enabled === false || created === null
      ? []
      : [notBefore !== null && notBefore > created ? notBefore : created],
  );
  return usable.sort().at(0) ?? null;
}

function stateOf(
  version: KeyVersionFacts,
  current: boolean,
  { safeFrom, lastUnwrapAt }: Pick<VersionLife, "safeFrom" | "lastUnwrapAt">,
  now: string,
) {
  if (current) return "current";
  // The vault's own log knows better than any rule of thumb, where it says that the version is still needed.
  const used = lastUnwrapAt !== null && plusDays(lastUnwrapAt, QUIET_DAYS) > now;
  const safe = safeFrom !== null && safeFrom <= now && !used;
  if (version.enabled === false) return safe ? "disabled" : "disabled-early";
  return safe ? "safe" : "needed";
}

function lastUse(uses: readonly KeyUseFacts[], version: string, operation: "KeyWrap" | "KeyUnwrap") {
  const times = uses.flatMap((use) =>
    use.keyVersion === version.toLowerCase() && use.operation === operation ? [use.lastAt] : [],
  );
  return times.sort().at(-1) ?? null;
}

/** Every version with what may be done about it, newest first. `now` is ISO 8601; `uses`: what the log tells. */
export function judgeVersions(
  key: KeyFacts,
  versions: KeyVersionFacts[],
  now: string,
  uses: readonly KeyUseFacts[] = [],
): VersionLife[] {
  const isCurrent = ({ version }: KeyVersionFacts) => version === key.version?.toLowerCase();
  const ordered = versions.toSorted(
    (a, b) => Number(isCurrent(b)) - Number(isCurrent(a)) || (b.created ?? "").localeCompare(a.created ?? ""),
  );
  return ordered.map((version, index) => {
    const current = isCurrent(version);
    const replacedAt = current ? null : takenOverAt(ordered.slice(0, index));
    const safeFrom = replacedAt && plusDays(replacedAt, SAFE_AFTER_DAYS);
    const lastWrapAt = lastUse(uses, version.version, "KeyWrap");
    const lastUnwrapAt = lastUse(uses, version.version, "KeyUnwrap");
    const state = stateOf(version, current, { safeFrom, lastUnwrapAt }, now);
    return { ...version, state, replacedAt, safeFrom, lastWrapAt, lastUnwrapAt };
  });
}
