import type { VendorFailure } from "../facts";
import { type StoreKind, storeOfId } from "../key-store";
import type { PartId } from "../parts";
import { callerOf, differencesIn, partFor, roleWait } from "./compare";
import type { DecodedError, Evidence } from "./decoded";
import { evidenceIn } from "./evidence";
import type { Expected, ExpectedPart } from "./expected";
import { scriptFor, stepsFor } from "./fixes";
import { readableText } from "./readable-text";
import { redact } from "./redact";
import { RULES } from "./rules/all";
import { type Rule, recognises } from "./rules/rule";
import { look, type Seen, storeIn } from "./seen";
import { segmentsOf } from "./segments";

const MAXIMUM_ERRORS = 10;

/** Codes around an error, which say nothing of their own. */
const WRAPPERS =
  /^(?:Deployment\w*|InvalidTemplateDeployment|MultipleErrorsOccurred|ResourceDeploymentFailure|BadRequest|Forbidden|Conflict|NotFound|Unauthorized|HttpResponseError|null|none|true|false)$/i;

type Place = { own: ExpectedPart | null; store: StoreKind };

/** Which part an error is about, and what kind of store answered: what the text says, else what the part has. */
function placeOf(seen: Seen, evidence: Evidence, expected: Expected | null): Place {
  const only = expected?.parts.length === 1 ? (expected.parts[0] ?? null) : null;
  const own = partFor(evidence, expected) ?? only;
  return { own, store: storeIn(seen) ?? (own ? storeOfId(own.vaultId) : "vault") };
}

function ruleFor(seen: Seen, store: StoreKind): Rule | null {
  return RULES.find((rule) => recognises(rule, seen, store)) ?? null;
}

function codeOf(seen: Seen, rule: Rule | null): string | null {
  const named = seen.codes.find((code) => rule?.codes?.includes(code.toLowerCase()));
  if (named) return named;
  const telling = seen.codes.filter((code) => !WRAPPERS.test(code));
  return telling.at(-1) ?? seen.codes.at(-1) ?? null;
}

function decodeOne(seen: Seen, evidence: Evidence, expected: Expected | null): DecodedError {
  const { own, store } = placeOf(seen, evidence, expected);
  const rule = ruleFor(seen, store);
  const differences = differencesIn(evidence, expected, own);
  const caller = callerOf(evidence, expected);
  const same = (left: string | undefined, right: string | undefined) =>
    Boolean(left) && left?.toLowerCase() === right?.toLowerCase();
  const isOurKey =
    own !== null && same(evidence.key, own.key) && !differences.some(({ id }) => id === "vault");
  const found = { seen, evidence, differences, caller, isOurKey, store };
  const verdict = rule ? { ...rule.verdict, ...rule.refine?.(found) } : null;
  const wait = rule?.id.startsWith("forbidden-by-rbac") ? roleWait(evidence, expected) : null;
  const parts: PartId[] = own ? [own.part] : expected ? expected.parts.map(({ part }) => part) : [];
  return {
    rule: rule?.id ?? null,
    store,
    fix: wait ? "wait" : (verdict?.fix ?? "fix"),
    severity: wait ? "wait" : (verdict?.severity ?? "obstacle"),
    actor: wait ? null : (verdict?.actor ?? null),
    part: own?.part ?? null,
    steps: wait || !verdict ? [] : stepsFor(verdict.steps, parts),
    script: wait || !verdict ? null : scriptFor(verdict.script, evidence, expected, { own, store }),
    status: seen.status,
    code: codeOf(seen, rule),
    evidence,
    differences,
    wait,
  };
}

/** What an error is of which nothing was recognised: its codes and ids all the same. */
function unknown(text: string, expected: Expected | null): DecodedError[] {
  const seen = look(text);
  const evidence = evidenceIn(seen.flat);
  return seen.flat === "" ? [] : [{ ...decodeOne(seen, evidence, expected), rule: null }];
}

/**
 * Understands a pasted text: one entry for every error in it (ten at most), each compared with what the organisation
 * works with, when one is given. Empty for an empty text; an entry with `rule` null for what nobody has described.
 */
export function decodeText(raw: string, expected: Expected | null = null): DecodedError[] {
  const text = redact(readableText(raw));
  const pieces = segmentsOf(text).map((piece) => look(piece));
  const isKnown = (seen: Seen) =>
    ruleFor(seen, placeOf(seen, evidenceIn(seen.flat), expected).store) !== null;
  const telling = pieces.filter((seen) => isKnown({ ...seen, status: null }));
  // A status line alone is the head of an answer, and an error only where nothing else is.
  const known = telling.length > 0 ? telling : pieces.filter(isKnown);
  const strange = pieces.filter((seen) => !isKnown(seen) && seen.codes.some((code) => !WRAPPERS.test(code)));
  if (known.length === 0) {
    const whole = look(text);
    return isKnown(whole) ? [decodeOne(whole, evidenceIn(whole.flat), expected)] : unknown(text, expected);
  }
  // A lone error's ids may stand around it: in headers, in the address, in the log line.
  const whole = known.length === 1 ? look(text) : null;
  const around = whole ? evidenceIn(whole.flat) : {};
  const decoded = [...known, ...(known.length > 1 ? strange : [])].map((seen) =>
    decodeOne(
      whole ? { ...seen, status: seen.status ?? whole.status } : seen,
      { ...around, ...evidenceIn(seen.flat) },
      expected,
    ),
  );
  const different = new Map(decoded.map((error) => [JSON.stringify(error), error]));
  return [...different.values()].slice(0, MAXIMUM_ERRORS);
}

/** What a vendor refused, with its inner code, as Clavis keeps it. */
export function decodeFailure(failure: VendorFailure, expected: Expected | null): DecodedError {
  const { status, code, message, requestId } = failure;
  const text = readableText([code ? `Code: ${code}` : "", message].filter(Boolean).join("\n"));
  const seen = look(redact(text), status);
  const evidence = evidenceIn(seen.flat);
  return decodeOne(seen, requestId ? { requestId, ...evidence } : evidence, expected);
}
