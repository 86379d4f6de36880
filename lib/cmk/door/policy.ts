import { z } from "zod";
import type { PolicyTerms } from "./terms";

/** The longest cooling-off that an organisation can ask of itself: a week. */
export const MAXIMUM_COOLING_OFF_HOURS = 168;
/** A looser policy takes effect no sooner than this: long enough for somebody else to notice. */
export const LOOSENING_DELAY_HOURS = 24;

export const DEFAULT_TERMS: PolicyTerms = { requireSecondApproval: false, coolingOffHours: 0 };

const hours = z.number().int("whole-number").min(0, "hours").max(MAXIMUM_COOLING_OFF_HOURS, "hours");
export const policyTermsSchema = z.object({ requireSecondApproval: z.boolean(), coolingOffHours: hours });
/** `revision` is the one that was read; 0 while nothing was ever saved. */
export const updatePolicySchema = policyTermsSchema.extend({ revision: z.number().int().min(0) });

/**
 * What an organisation asks of itself before its key goes to Adobe. `stricter`: the terms of before a loosening, which
 * hold until that time. Times are ISO 8601.
 */
export type Policy = PolicyTerms & {
  revision: number;
  stricter: (PolicyTerms & { until: string }) | null;
};

export const DEFAULT_POLICY: Policy = { ...DEFAULT_TERMS, revision: 0, stricter: null };

/** The stricter of two in each respect. */
export function stricterOf(left: PolicyTerms, right: PolicyTerms): PolicyTerms {
  return {
    requireSecondApproval: left.requireSecondApproval || right.requireSecondApproval,
    coolingOffHours: Math.max(left.coolingOffHours, right.coolingOffHours),
  };
}

/** Whether these terms ask less than those in any respect. */
export function isLooser(terms: PolicyTerms, than: PolicyTerms): boolean {
  return (
    (than.requireSecondApproval && !terms.requireSecondApproval) ||
    terms.coolingOffHours < than.coolingOffHours
  );
}

/** The terms that hold at `now`: for a while after a loosening, those of before. */
export function termsInForce(policy: Policy, now: string): PolicyTerms {
  const { requireSecondApproval, coolingOffHours, stricter } = policy;
  const terms = { requireSecondApproval, coolingOffHours };
  return stricter && now < stricter.until ? stricterOf(terms, stricter) : terms;
}

/**
 * The policy after a change. Asking more counts at once; asking less only after 24 hours, or after the cooling-off
 * that held before where that is longer: else whoever wants to pass alone would loosen first.
 */
export function changePolicy(before: Policy, terms: PolicyTerms, now: string): Omit<Policy, "revision"> {
  const held = termsInForce(before, now);
  if (!isLooser(terms, held)) return { ...terms, stricter: null };
  const delay = Math.max(LOOSENING_DELAY_HOURS, held.coolingOffHours);
  const until = new Date(Date.parse(now) + delay * 3_600_000).toISOString();
  // Saving the same again does not make it wait longer.
  const again = !isLooser(terms, before) && !isLooser(before, terms) ? before.stricter?.until : undefined;
  return { ...terms, stricter: { ...held, until: again ?? until } };
}
