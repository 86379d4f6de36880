import { LOG_RIGHTS } from "../../activity/match-activity";
import type { KeyUseFacts, PartInput } from "../../input";
import { storeOf } from "../../key-store";
import { WATCHED_EVENTS, WATCHED_OPERATIONS } from "../../monitored";
import { adobeApplicationId } from "../../requirements/app";
import { valueOf } from "../../value-of";
import { type MonitoringFacts } from "../../watch-facts";
import type { CheckDefinition, CheckVerdict } from "../check";
import { mapped } from "../mappings";
import { BOTH, passes } from "../shared";

const OWNER = (what: string) => ({ kind: "needs", who: "vault-owner", what }) as const;
const RETENTION_DAYS = 365;
const DAY_MS = 86_400_000;

const AUDIT = ["AuditEvent", "audit", "allLogs"];
const METRICS = ["Availability", "ServiceApiResult", "SaturationShoebox"];
/** The same as the activity log names them. */
const BY_ACTIVITY_LOG: Record<string, string> = {
  VaultDelete: "Microsoft.KeyVault/vaults/delete",
  VaultPatch: "Microsoft.KeyVault/vaults/write",
};

function on<K extends keyof MonitoringFacts>(
  name: K,
  judge: (value: NonNullable<MonitoringFacts[K]>) => CheckVerdict,
): CheckDefinition["judge"] {
  return (input) => {
    const value = valueOf(input.facts.monitoring)?.[name] ?? null;
    return value === null ? { state: "unknown" } : judge(value as NonNullable<MonitoringFacts[K]>);
  };
}

/** A rule about what Azure offers for vaults alone: of a managed HSM it says nothing, neither pass nor fail. */
function ofVaults(judge: CheckDefinition["judge"]): CheckDefinition["judge"] {
  return (input) =>
    storeOf(input) === "hsm" ? { state: "unknown", reason: { key: "not-for-hsm" } } : judge(input);
}

const audited = (rows: NonNullable<MonitoringFacts["diagnostics"]>) =>
  rows.filter(({ sink, logs }) => sink !== null && logs.some((log) => AUDIT.includes(log)));

/** What is missing of a list of words, as the last part of what was seen. */
function missingOf(wanted: readonly string[], seen: readonly string[]): string[] {
  const known = seen.map((word) => word.toLowerCase());
  return wanted.filter((word) => {
    const names = [word, BY_ACTIVITY_LOG[word] ?? word].map((name) => name.toLowerCase());
    return !known.some((found) => names.some((name) => found === name || found.endsWith(`.${name}`)));
  });
}

function complete(wanted: readonly string[], key: string) {
  return (seen: readonly string[]): CheckVerdict => {
    const missing = missingOf(wanted, seen);
    return {
      state: missing.length === 0 ? "pass" : missing.length < wanted.length ? "warn" : "fail",
      observed: seen.join(", ") || "none",
      reason: { key, params: { missing: missing.join(", ") } },
    };
  };
}

const isUse = ({ operation }: KeyUseFacts) => /wrap/i.test(operation);

/** Why the key's uses are not known: nobody reads the log, there is none, or it was refused. */
function unreadable({ keyLog }: PartInput): CheckVerdict {
  const failure = keyLog?.failure;
  if (!failure || failure.code === "no_workspace") return { state: "unknown", reason: { key: "no-logs" } };
  return {
    state: "unknown",
    reason: { key: `failure-${failure.kind}`, params: { code: failure.code ?? "" } },
    ...(failure.kind === "refused" ? { lacks: LOG_RIGHTS["key-vault-audit"] } : {}),
  };
}

function proofOfUse(input: PartInput): CheckVerdict {
  const adobe = adobeApplicationId(input);
  if (!input.keyUses || adobe === null) return unreadable(input);
  const own = input.keyUses.filter((use) => isUse(use) && use.applicationId === adobe);
  const last = own
    .map(({ lastAt }) => lastAt)
    .sort()
    .at(-1);
  if (!last) return { state: "fail", observed: "none", reason: { key: "never-used" } };
  return {
    // Silence counts up to where the log was read: what is not read yet is no silence.
    state: passes(Date.parse(input.keyLog?.readUntil ?? input.now) - Date.parse(last) < DAY_MS),
    observed: last,
    reason: { key: "not-used-lately", params: { date: last.slice(0, 10) } },
  };
}

function strangers(input: PartInput): CheckVerdict {
  const adobe = adobeApplicationId(input);
  if (!input.keyUses || adobe === null) return unreadable(input);
  const others = new Set(
    input.keyUses.filter((use) => isUse(use) && use.applicationId !== adobe).map((use) => use.applicationId),
  );
  return {
    state: passes(others.size === 0),
    observed: [...others].join(", ") || "none",
    reason: { key: "strangers", params: { apps: [...others].join(", ") } },
  };
}

const base = {
  parts: BOTH,
  failureClass: "hygiene",
  reads: ["monitoring"],
  critical: false,
  mappings: [],
} as const;

/** Whether anybody would notice, and could prove it later. */
export const MONITORING_CHECKS: readonly CheckDefinition[] = [
  {
    ...base,
    id: "MON-01",
    severity: "high",
    fix: OWNER("log-audit-events"),
    mappings: mapped({
      "cis-6.0": ["6.1.1.4"],
      mcsb: ["LT-3", "DP-8"],
      "iso-27001": ["8.15"],
      "soc-2": ["CC7.2"],
      "nist-800-53": ["AU-12", "AU-6(4)"],
      "pci-4.0.1": ["10.4.2.1"],
      hipaa: ["164.312(b)"],
    }),
    judge: on("diagnostics", (rows) => ({
      state: passes(audited(rows).length > 0),
      observed:
        audited(rows)
          .map(({ name }) => name)
          .join(", ") || "none",
      reason: { key: "no-audit-log" },
    })),
  },
  {
    ...base,
    id: "MON-02",
    severity: "medium",
    fix: OWNER("keep-logs-longer"),
    judge: on("diagnostics", (rows) => {
      const days = audited(rows).flatMap(({ retentionDays }) =>
        retentionDays === null ? [] : [retentionDays],
      );
      if (audited(rows).length === 0)
        return { state: "fail", observed: "none", reason: { key: "no-audit-log" } };
      if (days.length === 0) return { state: "unknown" };
      const most = Math.max(...days);
      // Zero is Azure's word for "for ever".
      return {
        state: passes(days.includes(0) || most >= RETENTION_DAYS),
        observed: most,
        reason: { key: "short-retention", params: { days: most } },
      };
    }),
  },
  {
    ...base,
    id: "MON-03",
    severity: "medium",
    fix: OWNER("add-metric-alerts"),
    judge: on("metricAlerts", (rules) => {
      const watched = rules.filter(({ metrics }) => metrics.some((metric) => METRICS.includes(metric)));
      return {
        state: passes(watched.length > 0),
        observed: watched.map(({ name }) => name).join(", ") || "none",
        reason: { key: "no-metric-alert" },
      };
    }),
  },
  {
    ...base,
    id: "MON-04",
    severity: "medium",
    fix: OWNER("add-change-alert"),
    judge: on("watchedOperations", complete(WATCHED_OPERATIONS, "operations-unwatched")),
  },
  {
    ...base,
    id: "MON-05",
    severity: "medium",
    fix: OWNER("subscribe-events"),
    judge: ofVaults(on("eventTypes", complete(WATCHED_EVENTS, "events-unsubscribed"))),
  },
  {
    ...base,
    id: "MON-06",
    severity: "low",
    fix: OWNER("turn-on-defender"),
    mappings: mapped({
      "cis-6.0": ["8.1.8.1"],
      mcsb: ["LT-1", "DP-8"],
      "soc-2": ["CC7.2"],
      "nist-800-53": ["SI-4"],
    }),
    judge: ofVaults(
      on("defenderTier", (tier) => ({
        state: passes(tier === "Standard"),
        observed: tier,
        reason: { key: "defender-off" },
      })),
    ),
  },
  {
    ...base,
    id: "MON-07",
    severity: "high",
    reads: [],
    fix: OWNER("log-audit-events"),
    judge: proofOfUse,
  },
  {
    ...base,
    id: "MON-08",
    severity: "high",
    reads: [],
    fix: OWNER("remove-strangers"),
    judge: strangers,
  },
];
