import type { PartInput } from "../../input";
import { daysBetween } from "../../key-life/duration";
import { intervalDays } from "../../key-life/rotation";
import { type Finding, judgeKeyLife } from "../../key-life/verdict";
import { judgeVersions } from "../../key-life/versions";
import { valueOf } from "../../value-of";
import type { CheckDefinition, CheckVerdict } from "../check";
import { mapped } from "../mappings";
import { BOTH, onKey, passes, STEP } from "../shared";

const LONGEST_INTERVAL_DAYS = 730;

/** null: warn; within 60 days medium, 30 high; past is what Adobe acts on. */
function expiry(expires: string | null, now: string): CheckVerdict {
  if (expires === null)
    return {
      state: "warn",
      severity: "info",
      failureClass: "hygiene",
      observed: "none",
      reason: { key: "no-expiry" },
    };
  const date = expires.slice(0, 10);
  if (expires <= now)
    return { state: "fail", observed: expires, reason: { key: "key-expired", params: { date } } };
  const days = daysBetween(now, expires);
  if (days >= 60) return { state: "pass", observed: expires };
  const reason = { key: "key-expires-soon", params: { days, date } };
  return {
    state: days < 30 ? "fail" : "warn",
    severity: days < 30 ? "high" : "medium",
    observed: expires,
    reason,
  };
}

/** What is wrong between a key's expiry and its rotation. The words are those of the key's life. */
const INCOHERENT: readonly Finding["id"][] = [
  "expires-unrotated",
  "rotates-too-late",
  "no-notice",
  "rotation-never-fires",
  "new-versions-too-late",
];

function coherent(input: PartInput): CheckVerdict {
  const key = valueOf(input.facts.key);
  if (!key?.exists) return { state: "unknown", reason: { key: "key-absent" } };
  if (key.rotationPolicy === undefined) return { state: "unknown" };
  const { findings } = judgeKeyLife(key, [], input.now);
  const found = findings.find(({ id }) => INCOHERENT.includes(id));
  if (!found) return { state: "pass", observed: key.rotationPolicy ? "coherent" : "none" };
  return {
    state: found.severity === "medium" ? "warn" : "fail",
    severity: found.severity === "medium" ? "medium" : "high",
    observed: found.id,
    reason: { key: `life-${found.id}`, params: found.params },
  };
}

function oldVersions(input: PartInput): CheckVerdict {
  const key = valueOf(input.facts.key);
  const seen = valueOf(input.facts.keyVersions);
  if (!key?.exists || !seen) return { state: "unknown", reason: { key: "key-absent" } };
  const lives = judgeVersions(key, seen.versions, input.now);
  const lost = lives.find(({ state }) => state === "disabled-early");
  if (lost)
    return {
      state: "fail",
      observed: lost.version,
      reason: {
        key: "old-version-disabled",
        params: { version: lost.version, date: lost.safeFrom?.slice(0, 10) ?? "" },
      },
    };
  return { state: "pass", observed: `${lives.length}` };
}

const base = { parts: BOTH, reads: ["key"], mappings: [], fix: STEP.key } as const;

/** Expiry, rotation and old versions: judged as on the key's own page. */
export const KEY_LIFE_CHECKS: readonly CheckDefinition[] = [
  {
    ...base,
    id: "KEY-06",
    severity: "critical",
    failureClass: "purge",
    critical: true,
    mappings: mapped({
      "cis-6.0": ["8.3.1"],
      mcsb: ["DP-6"],
      "iso-27001": ["8.24"],
      "soc-2": ["CC6.1"],
      "nist-800-53": ["IA-5", "SC-12"],
      "pci-4.0.1": ["3.6.1", "3.7.1–3.7.8"],
      hipaa: ["164.308(a)(4)(ii)(C)"],
    }),
    judge: onKey(({ expires }, { now }) => expiry(expires, now)),
  },
  {
    ...base,
    id: "KEY-08",
    severity: "high",
    failureClass: "hygiene",
    critical: false,
    mappings: mapped({
      "cis-6.0": ["8.3.9"],
      mcsb: ["DP-6"],
      "iso-27001": ["8.24"],
      "nist-800-53": ["SC-12", "SC-12(2)"],
      "pci-4.0.1": ["3.6.1", "3.7.5"],
      hipaa: ["164.312(a)(2)(iv)"],
    }),
    judge: onKey(({ rotationPolicy }) => {
      if (rotationPolicy === undefined) return { state: "unknown" };
      if (!rotationPolicy?.rotateAfter && !rotationPolicy?.rotateBefore)
        return { state: "fail", observed: "none", reason: { key: "no-rotation" } };
      const days = intervalDays(rotationPolicy);
      return {
        state: passes(days === null ? null : days <= LONGEST_INTERVAL_DAYS),
        observed: rotationPolicy.rotateAfter ?? rotationPolicy.rotateBefore,
        reason: { key: "rotates-rarely", params: { days: Math.round(days ?? 0) } },
      };
    }),
  },
  {
    ...base,
    id: "KEY-09",
    severity: "high",
    failureClass: "hygiene",
    critical: false,
    judge: coherent,
  },
  {
    ...base,
    id: "KEY-12",
    reads: ["key", "keyVersions"],
    severity: "high",
    failureClass: "purge",
    critical: false,
    judge: oldVersions,
  },
];
