import type { Observed, Source } from "../facts";
import type { Requirement } from "../outcome";

type Verdict = {
  /** true: met; false: unmet; "waiting": will be met by itself; null: not to be told from what was seen. */
  met: boolean | "waiting" | null;
  observed?: string | number | null;
  reason?: { key: string; params?: Record<string, string | number> };
  fix?: Requirement["fix"];
};

const STATES = { true: "met", false: "unmet", waiting: "waiting", null: "unknown" } as const;

/**
 * Builds the requirements that look at one observation. When it is missing or failed, all of them are unknown,
 * with the vendor's refusal as the reason.
 */
export function requirementsOn<T>(observed: Observed<T> | undefined, otherwise: Source) {
  return (id: string, judge: (value: T) => Verdict, weight: Requirement["weight"] = "must"): Requirement => {
    const base = { id, weight, source: observed?.source ?? otherwise, at: observed?.at ?? null };
    if (!observed) return { ...base, state: "unknown", observed: null, reason: null, fix: null };
    if ("failure" in observed) {
      const { kind, code } = observed.failure;
      const reason = { key: `failure.${kind}`, params: { code: code ?? "" } };
      return { ...base, state: "unknown", observed: code, reason, fix: null };
    }
    const verdict = judge(observed.value);
    const state = STATES[String(verdict.met) as keyof typeof STATES];
    return {
      ...base,
      state,
      observed: verdict.observed === undefined || verdict.observed === null ? null : String(verdict.observed),
      reason:
        verdict.reason && state !== "met"
          ? { key: verdict.reason.key, params: verdict.reason.params ?? {} }
          : null,
      fix: state === "unmet" ? (verdict.fix ?? { kind: "plan" }) : null,
    };
  };
}
