import type { CheckDefinition, CheckResult } from "./checks/check";
import type { CheckId } from "./checks/check-ids";
import { judgeChecks } from "./checks/judge-checks";
import { CHECKS } from "./checks/registry";
import type { PartInput } from "./input";
import type { Outcome } from "./outcome";
import type { StepKey } from "./parts";
import { causesOf, WAITS, type WaitReason } from "./windows";

/** Which checks tell of a cause; `reasons`: only when they fail for one of these. */
type Tells = { checks: readonly CheckId[]; reasons?: readonly string[] };

const DENIED: Tells = { checks: ["ROL-05"], reasons: ["deny-assignment"] };
const ADOBE: Record<string, Tells> = {
  role: { checks: ["ROL-01", "ROL-05"] },
  firewall: { checks: ["NET-01", "NET-02"] },
  key: { checks: ["KEY-14", "KEY-04", "KEY-05", "KEY-06", "KEY-03"] },
};

/** What the checks can say of each cause. Causes without one are only to be looked at by a person. */
const TELLS: Partial<Record<WaitReason, Record<string, Tells>>> = {
  "role-propagation": {
    principal: { checks: ["ROL-01", "ROL-04"], reasons: ["role-orphaned", "orphan-left"] },
    scope: { checks: ["ROL-01"], reasons: ["role-gone"] },
    condition: { checks: ["ROL-05"], reasons: ["role-condition"] },
    deny: DENIED,
  },
  "own-role": { policies: { checks: ["VLT-04"] }, deny: DENIED },
  firewall: {
    policy: { checks: ["NET-01", "NET-03"], reasons: ["no-bypass", "monitor-not-listed"] },
    inert: { checks: ["NET-03"], reasons: ["monitor-inert", "monitor-public-disabled"] },
    perimeter: { checks: ["NET-02"] },
  },
  "adobe-test": ADOBE,
  "adobe-stores": ADOBE,
};

/** found: a check says that it is so now; clear: a check says that it is not; unseen: nobody can tell but a person. */
export type LateCause = {
  /** Wording: `waiting.<reason>.causes.<id>`. */
  id: string;
  state: "found" | "unseen" | "clear";
  check: CheckId | null;
  /** The value seen, as an engineer would write it. */
  observed: string | null;
  /** The step whose plan mends it; null when it is somebody's to mend, or nothing was found. */
  step: StepKey | null;
};
export type LateCauses = { reason: WaitReason; causes: LateCause[] };

const PLACE = { found: 0, unseen: 1, clear: 2 } as const;

function stepOf(fix: CheckDefinition["fix"] | undefined, { part }: CheckResult): StepKey | null {
  const step = fix?.kind === "plan" ? fix.step[part] : undefined;
  return step ? `${part}/${step}` : null;
}

/** The other critical checks: a step that is no longer as it was. */
function anyOther(results: readonly CheckResult[], told: readonly CheckId[]): CheckResult[] {
  return results.filter(
    ({ check, severity }) => severity === "critical" && !check.startsWith("ADB") && !told.includes(check),
  );
}

function judge(id: string, own: readonly CheckResult[], reasons?: readonly string[]): LateCause {
  const isIt = ({ check, state, reason }: CheckResult) =>
    state === "fail" &&
    (!reasons || reasons.includes(reason?.key ?? "")) &&
    // A key that expires some day is no cause today.
    !(check === "KEY-06" && reason?.key !== "key-expired");
  const found = own.find(isIt);
  if (found) {
    const fix = CHECKS.find((check) => check.id === found.check)?.fix;
    return { id, state: "found", check: found.check, observed: found.observed, step: stepOf(fix, found) };
  }
  const isOpen = own.length === 0 || own.some(({ state }) => state === "unknown");
  return { id, state: isOpen ? "unseen" : "clear", check: own[0]?.check ?? null, observed: null, step: null };
}

/**
 * What to look at once a wait has taken longer than it should, or a vault refuses after the window is over: what the
 * checks find first, then what only a person can tell, then what they rule out. null while nothing is late.
 */
export function lateCausesOf(input: PartInput, outcome: Outcome): LateCauses | null {
  const late =
    outcome.kind === "failed"
      ? causesOf(outcome.failure.code)
      : outcome.kind === "waiting" && outcome.overdue
        ? { reason: outcome.reason, causes: WAITS[outcome.reason].causes }
        : null;
  if (!late) return null;
  const results = judgeChecks(input);
  const tells = TELLS[late.reason] ?? {};
  const told = Object.values(tells).flatMap(({ checks }) => checks);
  const causes = late.causes.map((id) => {
    if (id === "checks") return judge(id, anyOther(results, told));
    const tell = tells[id];
    const own = tell ? tell.checks.flatMap((check) => results.filter((one) => one.check === check)) : [];
    return judge(id, own, tell?.reasons);
  });
  return { reason: late.reason, causes: causes.sort((a, b) => PLACE[a.state] - PLACE[b.state]) };
}
