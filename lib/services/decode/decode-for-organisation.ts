import "server-only";
import { decodeText } from "@/lib/cmk/decode/decode-error";
import type { DecodingView } from "@/lib/cmk/decode/decoded-view";
import { expectedOf } from "@/lib/cmk/decode/expected";
import { redactedText } from "@/lib/cmk/decode/redact";
import { type OrganisationContext, requirePermission } from "../context";
import { readSetup } from "../setup/setup-state";
import { personIdOf, worded } from "./worded";

/**
 * What a pasted text says, compared with the ids that this organisation works with, as they were last seen: no
 * vendor is asked, nothing is stored. Throws FORBIDDEN, NOT_FOUND.
 */
export async function decodeForOrganisation(
  context: OrganisationContext,
  { text }: { text: string },
): Promise<DecodingView> {
  requirePermission(context, "error.decode");
  const { inputs, organisation } = await readSetup(context);
  const expected = expectedOf([inputs.aep, inputs.cja], personIdOf(context));
  return worded(context, decodeText(text, expected), redactedText(text), organisation.name);
}
