import "server-only";
import { decodeFailure } from "@/lib/cmk/decode/decode-error";
import { redact } from "@/lib/cmk/decode/redact";
import type { PartFacts, VendorFailure } from "@/lib/cmk/facts";
import type { PartId } from "@/lib/cmk/parts";
import { renderDecoding } from "@/lib/render/decoding";
import type { DecodedTrouble, SupportCase } from "@/lib/render/support-text";
import type { Words } from "../context";
import type { Evidence } from "../evidence/gather-evidence";

type Options = { words: Words; at: Date; version: string };

function troubleOf(
  failure: VendorFailure,
  where: string,
  part: PartId,
  at: string,
  words: Words,
): DecodedTrouble {
  const { vendor, status, code, requestId } = failure;
  const message = redact(failure.message);
  const decoded = [decodeFailure(failure, null)];
  const { errors } = renderDecoding(decoded, message, { words, isAdmin: false, organisation: null });
  return { part, where, at, vendor, status, code, requestId, message, meaning: errors[0]?.meaning ?? "" };
}

/** Errors of looks and of attempts, decoded in English. */
function troublesOf({ parts, attempts }: Evidence, words: Words): DecodedTrouble[] {
  const looks = parts.flatMap(({ part, facts }) =>
    facts.flatMap((fact) =>
      "failure" in fact
        ? [
            troubleOf(
              fact.failure,
              `looking at ${part}/${fact.subject}`,
              part,
              fact.lastObservedAt.toISOString(),
              words,
            ),
          ]
        : [],
    ),
  );
  const tries = attempts.flatMap(({ step, failure, startedAt, endedAt }) =>
    failure
      ? [troubleOf(failure, `applying ${step}`, step.split("/")[0] as PartId, endedAt ?? startedAt, words)]
      : [],
  );
  return [...looks, ...tries];
}

/** What a vendor's support is told, from what is known of an organisation. */
export function supportCase(evidence: Evidence, { words, at, version }: Options): SupportCase {
  const { organisation, parts } = evidence;
  const failing = parts.flatMap(({ part, checks }) =>
    checks
      .filter(({ state }) => state === "fail")
      .map(({ check, observed }) => ({
        part,
        check,
        title: words.t(`checks.${check}.title`),
        observed: observed ?? "",
      })),
  );
  const seen = parts.map(({ part, state, facts }) => ({
    part,
    status: state.status,
    facts: Object.fromEntries(
      facts.map(({ subject, ...fact }) => [subject, { ...fact, at: fact.lastObservedAt.toISOString() }]),
    ) as PartFacts,
  }));
  return {
    organisation,
    parts: seen,
    failing,
    troubles: troublesOf(evidence, words),
    at: at.toISOString(),
    version,
  };
}
