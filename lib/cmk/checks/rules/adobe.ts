import type { PartInput } from "../../input";
import { confirmationRequirements, statementFor } from "../../requirements/statements";
import { valueOf } from "../../value-of";
import { WAITS } from "../../windows";
import type { CheckDefinition, CheckVerdict } from "../check";
import { passes } from "../shared";

const NEEDS = (who: "admin" | "adobe-administrator" | "customer-care" | "second-admin", what: string) =>
  ({ kind: "needs", who, what }) as const;

/** The permission shows in Adobe's answer: it refuses a credential that lacks it. */
function permission(input: PartInput): CheckVerdict {
  const seen = input.facts.registration;
  if (!seen) return { state: "unknown" };
  if ("value" in seen) return { state: "pass", observed: seen.value.applicationId };
  const refused = ["refused", "unauthenticated"].includes(seen.failure.kind);
  return refused
    ? { state: "fail", observed: seen.failure.code, reason: { key: "permission-missing" } }
    : { state: "unknown" };
}

function completed(input: PartInput): CheckVerdict {
  const config = valueOf(input.facts.config);
  if (!config?.exists) return { state: "fail", observed: "none", reason: { key: "not-submitted" } };
  const word = config.status;
  if (word === "COMPLETED") return { state: "pass", observed: word };
  return {
    state: word === "FAILED" ? "fail" : "warn",
    observed: word,
    reason: { key: word === "FAILED" ? "adobe-failed" : "adobe-stage", params: { stage: word } },
  };
}

/** Adobe names no time; what Clavis allows is the patience of its own waiting windows. */
function notStuck(input: PartInput): CheckVerdict {
  const config = valueOf(input.facts.config);
  if (!config?.exists) return { state: "unknown", reason: { key: "not-submitted" } };
  if (config.status === "COMPLETED" || config.status === "FAILED")
    return { state: "pass", observed: config.status };
  if (!config.statusSince) return { state: "unknown", observed: config.status };
  const wait = config.status === "UPDATE_EXISTING_RESOURCES" ? WAITS["adobe-stores"] : WAITS["adobe-test"];
  const patience = wait.patience(input);
  const hours = Math.floor((Date.parse(input.now) - Date.parse(config.statusSince)) / 3_600_000);
  return {
    state: passes(patience === null ? null : hours * 3600 < patience),
    observed: config.status,
    reason: { key: "adobe-stuck", params: { stage: config.status, hours } },
  };
}

function confirmed(input: PartInput): CheckVerdict {
  const rows = confirmationRequirements(input);
  const open = rows.find(({ state }) => state !== "met");
  const reason = open?.reason?.key === "confirmation-other-key" ? open.reason : { key: "care-not-confirmed" };
  return {
    state: open ? "fail" : "pass",
    observed: statementFor(input, "confirmation")?.reference ?? "none",
    reason,
  };
}

/** Adobe is asked hourly; what it said a day ago says nothing of today. */
const FEED_FRESH_MS = 24 * 3_600_000;
const FEED_STATES = { Active: "pass", Unstable: "warn", Disabled: "fail", Missing: "fail" } as const;

function feed({ eventFeed, now }: PartInput): CheckVerdict {
  if (!eventFeed?.status) return { state: "unknown", reason: { key: "no-event-feed" } };
  const word = eventFeed.status;
  if (Date.parse(now) - Date.parse(eventFeed.at) > FEED_FRESH_MS)
    return { state: "unknown", observed: word, reason: { key: "event-feed-silent" } };
  const state = FEED_STATES[word as keyof typeof FEED_STATES] ?? "unknown";
  return { state, observed: word, reason: { key: "event-feed-down", params: { state: word } } };
}

/** What Adobe says, and what people said about it. */
export const ADOBE_CHECKS: readonly CheckDefinition[] = [
  {
    id: "ADB-01",
    parts: ["aep"],
    severity: "critical",
    failureClass: "recoverable",
    reads: ["config"],
    critical: true,
    fix: { kind: "plan", step: { aep: "submit" } },
    mappings: [],
    judge: completed,
  },
  {
    id: "ADB-02",
    parts: ["aep"],
    severity: "high",
    failureClass: "hygiene",
    reads: ["config"],
    critical: false,
    fix: NEEDS("customer-care", "adobe-stuck"),
    mappings: [],
    judge: notStuck,
  },
  {
    id: "ADB-03",
    parts: ["aep"],
    severity: "high",
    failureClass: "hygiene",
    // A refusal is the answer here, not a failed look.
    reads: [],
    critical: false,
    fix: NEEDS("adobe-administrator", "grant-cmk-permission"),
    mappings: [],
    judge: permission,
  },
  {
    id: "ADB-04",
    parts: ["aep"],
    severity: "high",
    failureClass: "hygiene",
    reads: [],
    critical: false,
    fix: NEEDS("admin", "enable-event-feed"),
    mappings: [],
    judge: feed,
  },
  {
    id: "ADB-05",
    parts: ["cja"],
    severity: "high",
    failureClass: "hygiene",
    reads: [],
    critical: false,
    fix: NEEDS("customer-care", "state-care-confirmed"),
    mappings: [],
    judge: confirmed,
  },
  {
    id: "ADB-06",
    parts: ["aep"],
    severity: "high",
    failureClass: "hygiene",
    reads: [],
    critical: false,
    fix: NEEDS("second-admin", "attest-irreversible"),
    mappings: [],
    judge: ({ irreversible }) => {
      if (irreversible === undefined) return { state: "unknown" };
      return {
        state: passes(irreversible.people >= 2),
        observed: irreversible.people,
        reason: { key: "one-pair-of-eyes", params: { count: irreversible.people } },
      };
    },
  },
];
