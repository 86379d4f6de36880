import type { KeyFacts, RotationPolicy } from "../facts";
import { plusDays, shift } from "./duration";

/** no-expiry: what Clavis recommends; with-expiry: where a scanner or a policy of the organisation asks for one. */
export const POLICY_VARIANTS = ["no-expiry", "with-expiry"] as const;
export type PolicyVariant = (typeof POLICY_VARIANTS)[number];

/** Rotation at 18 months leaves half a year before an expiry at two years. Source: Azure's own example policy. */
const POLICIES: Record<PolicyVariant, RotationPolicy> = {
  "no-expiry": { rotateAfter: "P18M", rotateBefore: null, notifyBefore: null, expiryTime: null },
  "with-expiry": { rotateAfter: "P18M", rotateBefore: null, notifyBefore: "P30D", expiryTime: "P2Y" },
};

/** A policy of this kind for this key: a version that has an expiry is announced before it, whatever new ones get. */
export function policyFor(variant: PolicyVariant, key: KeyFacts): RotationPolicy {
  return key.expires === null ? POLICIES[variant] : { ...POLICIES[variant], notifyBefore: "P30D" };
}

export type Proposal = {
  variant: PolicyVariant;
  policy: RotationPolicy;
  /** The later expiry that the current version needs; null when it has none, or one that is far enough. */
  extendTo: string | null;
};

const ROOM_DAYS = 180;
const MARGIN_DAYS = 30;

/**
 * A later expiry: the one that is set, moved by whole years until it is half a year away and a month behind the
 * rotation at 18 months. Whole years keep it the same from preview to apply. null when none is set.
 */
export function laterExpiry(key: KeyFacts, now: string): string | null {
  if (key.expires === null) return null;
  const rotated = key.created ? shift(key.created, "P18M") : null;
  const behind = rotated && rotated > now ? plusDays(rotated, MARGIN_DAYS) : now;
  const least = [plusDays(now, ROOM_DAYS), behind].sort().at(-1) ?? now;
  for (let years = 1; years <= 100; years += 1) {
    const moved = shift(key.expires, `P${years}Y`);
    if (moved !== null && moved >= least) return moved;
  }
  return null;
}

/** Whether two policies do the same. */
export function samePolicy(a: RotationPolicy | null | undefined, b: RotationPolicy): boolean {
  const fields = ["rotateAfter", "rotateBefore", "notifyBefore", "expiryTime"] as const;
  return fields.every((field) => (a?.[field] ?? null) === b[field]);
}
