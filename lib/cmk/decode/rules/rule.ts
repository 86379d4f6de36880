import type { StoreKind } from "../../key-store";
import type { Actor } from "../../outcome";
import type { CallerKind } from "../compare";
import type { Difference, Evidence, ScriptId, Severity } from "../decoded";
import type { Seen } from "../seen";

/** A kind of step, in either part: the parts name some of them differently. */
export type StepKind = "entitlement" | "vault" | "key" | "app" | "role" | "submit" | "enablement";

/** What a rule may look at to tell one case from another. */
export type Found = {
  seen: Seen;
  evidence: Evidence;
  differences: Difference[];
  caller: CallerKind;
  /** The key, or the vault, is the one that Adobe is to use: losing it is what Adobe acts on. */
  isOurKey: boolean;
  /** What refused: a vault, or a managed HSM, which has words, roles and commands of its own. */
  store: StoreKind;
};

export type Verdict = {
  severity: Severity;
  /** Who has to act; null when nobody has to. */
  actor: Actor | null;
  steps: readonly StepKind[];
  script: ScriptId | null;
  /** Message key of the fix, below `decode.rules.<id>`. */
  fix: string;
};

/** One row of the error catalogue. It is recognised by a code, or a shape of the text, or a status; and `when`. */
export type Rule = {
  id: string;
  /** Codes in lower case, as whole words, wherever they stand: inner codes too. */
  codes?: readonly string[];
  /** Shapes of the text on one line. Bounded, so that no text makes them slow. */
  shapes?: readonly RegExp[];
  statuses?: readonly number[];
  when?: (seen: Seen) => boolean;
  /** Set on what only one kind of store answers. */
  store?: StoreKind;
  verdict: Verdict;
  /** What is different in a special case. */
  refine?: (found: Found) => Partial<Verdict> | null;
};

/** A verdict whose fix has the plain name. */
export function verdict(
  severity: Severity,
  actor: Actor | null,
  steps: readonly StepKind[] = [],
  script: ScriptId | null = null,
): Verdict {
  return { severity, actor, steps, script, fix: "fix" };
}

/** Whether a rule recognises what was seen, where that kind of store answered. */
export function recognises(rule: Rule, seen: Seen, store: StoreKind): boolean {
  const { codes = [], shapes = [], statuses = [], when } = rule;
  if (rule.store && rule.store !== store) return false;
  const hit =
    codes.some((code) => seen.words.has(code)) ||
    shapes.some((shape) => shape.test(seen.flat)) ||
    (seen.status !== null && statuses.includes(seen.status));
  return hit && (when?.(seen) ?? true);
}
