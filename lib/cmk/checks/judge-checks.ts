import type { FactSubject, Observed, Source, VendorFailure } from "../facts";
import type { PartInput } from "../input";
import { type StoreKind, storeOf } from "../key-store";
import type { CheckDefinition, CheckResult, CheckVerdict } from "./check";
import { neededRight } from "./needed-rights";
import { CHECKS } from "./registry";

type Look = { at: string; source: Source; failure: VendorFailure | null } | null;

/** One look; a refusal of the watching identity that is newer than what was seen counts as the newest. */
function lookAt(input: PartInput, subject: FactSubject): Look {
  const observed = input.facts[subject] as Observed<unknown> | undefined;
  if (!observed) return null;
  const { at, source } = observed;
  const refused = input.refused?.[subject];
  const failure = "failure" in observed ? observed.failure : null;
  return { at, source, failure: refused && refused.at > at ? refused.failure : failure };
}

/** A subject that was refused, or could not be asked: the check says so, and judges nothing. */
function unseen(
  reads: readonly FactSubject[],
  looks: Look[],
  store: StoreKind,
): Pick<CheckResult, "reason" | "lacks"> | null {
  for (const [index, look] of looks.entries()) {
    const subject = reads[index];
    if (!subject) continue;
    if (!look) return { reason: { key: "not-looked-at", params: {} }, lacks: null };
    if (look.failure) {
      const { kind, code } = look.failure;
      const lacks = kind === "refused" ? neededRight(subject, store) : null;
      return { reason: { key: `failure-${kind}`, params: { code: code ?? "" } }, lacks };
    }
  }
  return null;
}

function judgeOne(check: CheckDefinition, input: PartInput): CheckResult {
  const looks = check.reads.map((subject) => lookAt(input, subject));
  const hidden = unseen(check.reads, looks, storeOf(input));
  const verdict: CheckVerdict = hidden ? { state: "unknown" } : check.judge(input);
  const oldest = looks.flatMap((look) => look ?? []).sort((a, b) => a.at.localeCompare(b.at))[0];
  const told = verdict.state === "pass" ? null : (verdict.reason ?? null);
  return {
    check: check.id,
    part: input.part,
    state: verdict.state,
    severity: verdict.severity ?? check.severity,
    failureClass: verdict.failureClass ?? check.failureClass,
    observed: verdict.observed === undefined || verdict.observed === null ? null : String(verdict.observed),
    reason: hidden?.reason ?? (told && { key: told.key, params: told.params ?? {} }),
    at: oldest?.at ?? null,
    source: oldest?.source ?? null,
    lacks: hidden?.lacks ?? verdict.lacks ?? null,
  };
}

/**
 * Every check of one part, judged from what is known of it. What was not seen is unknown: neither pass nor fail. No
 * IO; the same input gives the same results..
 */
export function judgeChecks(input: PartInput): CheckResult[] {
  return CHECKS.filter(({ parts }) => parts.includes(input.part)).map((check) => judgeOne(check, input));
}
