import type { FactSubject } from "../facts";
import type { PartInput } from "../input";
import { valueOf } from "../value-of";
import { daysBetween, plusDays } from "./duration";
import { nextRotation } from "./rotation";
import type { VersionLife } from "./versions";

/** Wording: `keyLife.ends.<end>`. */
export type ClockEvent = {
  end:
    | "key-expires"
    | "key-expired"
    | "key-not-yet-valid"
    | "key-disabled"
    | "key-deleted"
    | "vault-deleted"
    | "old-version-expires"
    | "old-version-disabled"
    | "principal-disabled"
    | "subscription-disabled"
    | "subscription-past-due";
  /** When it ends, or by when it is lost for good; null when Azure names no date. */
  at: string | null;
  /** It has ended already: Adobe cannot use the key now. */
  ended: boolean;
  /** What Adobe would do: purge (it reads it as the customer's wish) or wait until access comes back. */
  effect: "purge" | "recoverable";
};

/** Days left at which somebody is told: at 60, 30, 14, 7 and 1; 0 when it has ended. null: more than 60. */
export const LADDER = [0, 1, 7, 14, 30, 60] as const;
export type LadderLevel = (typeof LADDER)[number];

export type KeyLifeClock = {
  /** The first thing to end. null: of what was seen, nothing ends by itself. */
  first: ClockEvent | null;
  events: ClockEvent[];
  level: LadderLevel | null;
  daysLeft: number | null;
  rotatesOn: string | null;
  /** What the clock would look at and nobody has seen. */
  unseen: FactSubject[];
};

const PURGE = { effect: "purge", ended: false } as const;

function ofVault({ facts }: PartInput): ClockEvent[] {
  const vault = valueOf(facts.vault);
  if (vault?.exists !== false || !vault.softDeleted) return [];
  return [{ end: "vault-deleted", at: vault.softDeleted.purgeOn, effect: "purge", ended: true }];
}

function ofKey({ facts, now }: PartInput): ClockEvent[] {
  const key = valueOf(facts.key);
  if (!key) return [];
  if (!key.exists)
    return key.softDeleted
      ? [{ end: "key-deleted", at: key.softDeleted.purgeOn, effect: "purge", ended: true }]
      : [];
  const found: ClockEvent[] = [];
  if (key.enabled === false) found.push({ ...PURGE, end: "key-disabled", at: null, ended: true });
  if (key.notBefore !== null && key.notBefore > now)
    found.push({ ...PURGE, end: "key-not-yet-valid", at: key.notBefore, ended: true });
  if (key.expires !== null) {
    const ended = key.expires <= now;
    found.push({ ...PURGE, end: ended ? "key-expired" : "key-expires", at: key.expires, ended });
  }
  return found;
}

function ofVersions(versions: VersionLife[], now: string): ClockEvent[] {
  return versions.flatMap(({ state, expires, safeFrom }): ClockEvent[] => {
    if (state === "disabled-early")
      return [{ ...PURGE, end: "old-version-disabled", at: safeFrom, ended: true }];
    const ends = state === "needed" && expires !== null && (safeFrom === null || expires < safeFrom);
    return ends ? [{ ...PURGE, end: "old-version-expires", at: expires, ended: (expires ?? "") <= now }] : [];
  });
}

/** Azure's subscription states. Source: Azure, "Azure subscription states". */
function ofSubscription({ facts }: PartInput): ClockEvent[] {
  const state = valueOf(facts.subscription)?.state?.toLowerCase();
  const base = { at: null, effect: "recoverable" } as const;
  if (state === "disabled" || state === "deleted")
    return [{ ...base, end: "subscription-disabled", ended: true }];
  return state === "pastdue" || state === "warned"
    ? [{ ...base, end: "subscription-past-due", ended: false }]
    : [];
}

function ofPrincipal({ facts }: PartInput): ClockEvent[] {
  const principal = valueOf(facts.principal);
  return principal?.exists && principal.enabled === false
    ? [{ ...PURGE, end: "principal-disabled", at: null, ended: true }]
    : [];
}

const WATCHED: FactSubject[] = ["vault", "key", "keyVersions", "principal", "subscription"];
const LATEST = "9999";

/** The earliest moment at which anything in the chain ends, and what Adobe would do then. Source: cmk-procedure. */
export function clockOf(input: PartInput, versions: VersionLife[]): KeyLifeClock {
  const { now, facts } = input;
  const events = [
    ...ofVault(input),
    ...ofKey(input),
    ...ofVersions(versions, now),
    ...ofPrincipal(input),
    ...ofSubscription(input),
  ].sort((a, b) => Number(b.ended) - Number(a.ended) || (a.at ?? LATEST).localeCompare(b.at ?? LATEST));
  const first = events[0] ?? null;
  const daysLeft = first === null || first.at === null ? null : Math.max(0, daysBetween(now, first.at));
  const key = valueOf(facts.key);
  return {
    first,
    events,
    level: first?.ended ? 0 : first?.at ? levelOf(first.at, now) : null,
    daysLeft: first?.ended ? 0 : daysLeft,
    rotatesOn: key?.exists ? nextRotation(key) : null,
    unseen: WATCHED.filter((subject) => valueOf(facts[subject] as never) === null),
  };
}

/** The rung of the ladder that a moment ahead has reached: the smallest number of days that it lies within. */
export function levelOf(at: string, now: string): LadderLevel | null {
  return LADDER.find((days) => at <= plusDays(now, days)) ?? null;
}
