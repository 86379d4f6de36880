import "server-only";
import type { z } from "zod";
import type { updateOrganisationSchema } from "@/lib/cmk/schemas";
import type { OrganisationView } from "@/lib/cmk/views";
import { appendAudit } from "@/lib/db/audit";
import * as organisations from "@/lib/db/organisations";
import type { KeyWrapper } from "@/lib/db/secrets/key-wrapper";
import { withScope } from "@/lib/db/transaction";
import { auditActor } from "../audit/audit-actor";
import { type OrganisationContext, requirePermission } from "../context";
import { fieldConflict } from "./field-conflict";
import { readOrganisationView } from "./get-organisation";
import { saveCredential, saveCredentialEnd, sealCredential } from "./save-credential";

/**
 * Changes an organisation that is still at the revision that was read. A credential that is left out stays. Throws
 * NOT_FOUND, and CONFLICT with `details.reason` "changed-meanwhile" or the field `imsOrgId`.
 */
export async function updateOrganisation(
  context: OrganisationContext,
  wrapper: KeyWrapper,
  input: z.infer<typeof updateOrganisationSchema>,
): Promise<OrganisationView> {
  requirePermission(context, "organisation.update");
  const { adobeCredential, adobeSecretEndsOn, revision, ...changes } = input;
  const id = context.organisationId;
  const credential = adobeCredential && (await sealCredential(wrapper, id, adobeCredential));
  return withScope(context.scope, async (tx) => {
    const before = await organisations.getOrganisation(tx, id);
    const after = await organisations.updateOrganisation(tx, id, revision, changes);
    const entry = {
      organisationId: id,
      at: context.now(),
      actor: auditActor(context.actor),
      correlationId: context.correlationId,
    };
    await appendAudit(tx, {
      ...entry,
      action: "organisation.updated",
      subject: after.name,
      ...difference(before, changes),
    });
    if (credential) await saveCredential(tx, context, id, credential);
    if (adobeSecretEndsOn !== undefined) await saveCredentialEnd(tx, context, id, adobeSecretEndsOn);
    return readOrganisationView(tx, context);
  }).catch(fieldConflict);
}

/** Only what changed, before and after. */
function difference(before: organisations.Organisation, changes: Record<string, unknown>) {
  const old = before as unknown as Record<string, unknown>;
  const changed = Object.keys(changes).filter((name) => changes[name] !== old[name]);
  const pick = (from: Record<string, unknown>) =>
    Object.fromEntries(changed.map((name) => [name, from[name]]));
  return { before: pick(old), after: pick(changes) };
}
