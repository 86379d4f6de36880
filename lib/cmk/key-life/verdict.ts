import type { KeyFacts } from "../facts";
import { daysBetween, plusDays } from "./duration";
import { laterExpiry, type PolicyVariant, type Proposal, policyFor, samePolicy } from "./proposal";
import { intervalDays, marginDays, nextRotation } from "./rotation";
import { ABSOLUTE_MINIMUM_DAYS, type VersionLife } from "./versions";

/** One thing about the key's life. Wording: `keyLife.findings.<id>`. Checks: KEY-06, KEY-08, KEY-09, KEY-12. */
export type Finding = {
  id:
    | "expired"
    | "expires-soon"
    | "expires-unrotated"
    | "rotates-too-late"
    | "no-notice"
    | "no-expiry"
    | "no-rotation"
    | "rotation-never-fires"
    | "rotates-rarely"
    | "new-versions-too-late"
    | "old-version-disabled"
    | "old-version-expires";
  severity: "critical" | "high" | "medium" | "info";
  params: Record<string, string | number>;
};

export type KeyLifeVerdict = {
  /** unknown: the key or its policy was not seen. */
  state: "coherent" | "attention" | "danger" | "unknown";
  findings: Finding[];
  /** What would make it coherent; null when it is, or nothing can be said. */
  proposal: Proposal | null;
};

const MARGIN_DAYS = 30;
const NOTICE_DAYS = 60;
const LONGEST_INTERVAL_DAYS = 730;

const finding = (id: Finding["id"], severity: Finding["severity"], params: Finding["params"] = {}) => ({
  id,
  severity,
  params,
});

function rotationFindings(key: KeyFacts): Finding[] {
  const policy = key.rotationPolicy;
  if (!policy || (!policy.rotateAfter && !policy.rotateBefore)) return [finding("no-rotation", "high")];
  const found: Finding[] = [];
  if (!policy.rotateAfter && key.expires === null) found.push(finding("rotation-never-fires", "high"));
  const interval = intervalDays(policy);
  if (interval !== null && interval > LONGEST_INTERVAL_DAYS)
    found.push(finding("rotates-rarely", "high", { days: Math.round(interval) }));
  const margin = marginDays(policy);
  if (margin !== null && margin < MARGIN_DAYS)
    found.push(finding("new-versions-too-late", "high", { days: Math.round(margin) }));
  return found;
}

function expiryFindings(key: KeyFacts, now: string): Finding[] {
  const policy = key.rotationPolicy;
  const quiet = !policy?.notifyBefore;
  if (key.expires === null)
    return [
      finding("no-expiry", "info"),
      ...(policy?.expiryTime && quiet ? [finding("no-notice", "medium")] : []),
    ];
  const date = key.expires;
  if (date <= now) return [finding("expired", "critical", { date })];
  const found: Finding[] = [];
  const days = daysBetween(now, date);
  if (days < NOTICE_DAYS)
    found.push(finding("expires-soon", days < MARGIN_DAYS ? "high" : "medium", { days, date }));
  const rotates = nextRotation(key);
  if (rotates === null && !policy?.rotateAfter) found.push(finding("expires-unrotated", "high", { date }));
  if (rotates !== null && rotates > plusDays(date, -MARGIN_DAYS))
    found.push(finding("rotates-too-late", "high", { date, rotates }));
  if (quiet) found.push(finding("no-notice", "medium"));
  return found;
}

function versionFindings(versions: VersionLife[], now: string): Finding[] {
  return versions.flatMap(({ version, state, safeFrom, replacedAt, expires }) => {
    if (state === "disabled-early") {
      const severity =
        replacedAt === null || daysBetween(replacedAt, now) < ABSOLUTE_MINIMUM_DAYS ? "critical" : "high";
      return [finding("old-version-disabled", severity, { version, date: safeFrom ?? "" })];
    }
    const ends = state === "needed" && expires !== null && (safeFrom === null || expires < safeFrom);
    return ends ? [finding("old-version-expires", "high", { version, date: expires ?? "" })] : [];
  });
}

/**
 * The expiry paradox, resolved: scanners ask for an expiry, Adobe reads an expired key as the wish to purge, and a
 * policy's expiry counts for new versions only. One verdict, and the policy that would make it coherent. With a
 * variant the proposal is of that kind; else of the kind that the key's policy has now.
 */
export function judgeKeyLife(
  key: KeyFacts,
  versions: VersionLife[],
  now: string,
  variant?: PolicyVariant,
): KeyLifeVerdict {
  const own = versionFindings(versions, now);
  if (key.rotationPolicy === undefined) {
    const expiry = key.expires !== null && key.expires <= now ? expiryFindings(key, now) : [];
    return { state: expiry.length > 0 ? "danger" : "unknown", findings: [...expiry, ...own], proposal: null };
  }
  const expiry = expiryFindings(key, now);
  const findings = [...expiry, ...rotationFindings(key), ...own];
  const worst = findings.some(({ severity }) => severity === "critical")
    ? "danger"
    : findings.some(({ severity }) => severity !== "info")
      ? "attention"
      : "coherent";
  return { state: worst, findings, proposal: propose(key, findings, now, variant) };
}

const NEEDS_TIME: readonly Finding["id"][] = [
  "expired",
  "expires-soon",
  "expires-unrotated",
  "rotates-too-late",
];

/** The policy and the later expiry that a key needs; null when neither would change anything. */
function propose(
  key: KeyFacts,
  findings: Finding[],
  now: string,
  wanted: PolicyVariant | undefined,
): Proposal | null {
  const variant = wanted ?? (key.rotationPolicy?.expiryTime ? "with-expiry" : "no-expiry");
  const policy = policyFor(variant, key);
  const late = findings.some(({ id }) => NEEDS_TIME.includes(id));
  const extendTo = late ? laterExpiry(key, now) : null;
  const amiss = findings.some(({ id, severity }) => severity !== "info" && !id.startsWith("old-version"));
  if (!amiss && wanted === undefined) return null;
  return samePolicy(key.rotationPolicy, policy) && extendTo === null ? null : { variant, policy, extendTo };
}
