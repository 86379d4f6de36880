import "server-only";
import { decodeFailure as decode } from "@/lib/cmk/decode/decode-error";
import type { DecodingView } from "@/lib/cmk/decode/decoded-view";
import { expectedOf } from "@/lib/cmk/decode/expected";
import { redact } from "@/lib/cmk/decode/redact";
import type { PartInput } from "@/lib/cmk/input";
import type { Outcome } from "@/lib/cmk/outcome";
import type { OrganisationContext } from "../context";
import { personIdOf, worded } from "./worded";

/** What a failed step failed of, compared with what its part works with; null for every other outcome. */
export function decodeFailure(
  context: OrganisationContext,
  input: PartInput,
  outcome: Outcome,
): DecodingView | null {
  if (outcome.kind !== "failed" || !context.words) return null;
  const { failure } = outcome;
  const { vendor, status, code, requestId, message } = failure;
  const lines = [
    `Vendor: ${vendor}`,
    status === null ? "" : `Status: ${status}`,
    code ? `Code: ${code}` : "",
    requestId ? `Request id: ${requestId}` : "",
    redact(message),
  ];
  const decoded = decode(failure, expectedOf([input], personIdOf(context)));
  return worded(context, [decoded], lines.filter(Boolean).join("\n"), input.organisation.name);
}
