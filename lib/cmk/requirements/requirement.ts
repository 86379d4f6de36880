import type { Absent, Observed, Source } from "../facts";
import type { Requirement } from "../outcome";

export type Verdict = {
  /** true: met; false: unmet; "waiting": will be met by itself; null: not to be told from what was seen. */
  met: boolean | "waiting" | null;
  observed?: string | number | null;
  reason?: { key: string; params?: Record<string, string | number> };
  fix?: Requirement["fix"];
};

const STATES = { true: "met", false: "unmet", waiting: "waiting", null: "unknown" } as const;

type Existing = { exists: true; name: string } | Absent;

/** Whether the chosen thing is there. What is soft-deleted keeps its name, and has to be recovered first. */
export function existence(
  thing: "vault" | "hsm" | "key",
  value: Existing,
  mode: "create" | "adopt",
): Verdict {
  if (value.exists) return { met: true, observed: value.name };
  if (value.softDeleted) {
    const date = value.softDeleted.purgeOn?.slice(0, 10) ?? "";
    const reason = { key: `${thing}-soft-deleted${date ? "-until" : ""}`, params: { date } };
    return { met: false, observed: "soft-deleted", reason, fix: { kind: "plan" } };
  }
  const fix =
    mode === "create"
      ? ({ kind: "plan" } as const)
      : ({ kind: "needs", who: "admin", what: `choose-another-${thing}` } as const);
  return { met: false, observed: "none", reason: { key: `${thing}-absent` }, fix };
}

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
