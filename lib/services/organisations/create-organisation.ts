import "server-only";
import type { z } from "zod";
import type { createOrganisationSchema } from "@/lib/cmk/schemas";
import type { OrganisationView } from "@/lib/cmk/views";
import { appendAudit } from "@/lib/db/audit";
import { newId } from "@/lib/db/new-id";
import * as organisations from "@/lib/db/organisations";
import type { KeyWrapper } from "@/lib/db/secrets/key-wrapper";
import { withScope } from "@/lib/db/transaction";
import { auditActor } from "../audit/audit-actor";
import { requirePermission } from "../context";
import type { WideContext } from "../wide-context";
import { fieldConflict } from "./field-conflict";
import { toOrganisationView } from "./organisation-view";
import { saveCredential, saveCredentialEnd, sealCredential } from "./save-credential";

/**
 * Makes an organisation; whoever makes it becomes an admin of it. Throws CONFLICT with the field `imsOrgId` when
 * another organisation has that id.
 */
export async function createOrganisation(
  context: WideContext,
  wrapper: KeyWrapper,
  input: z.infer<typeof createOrganisationSchema>,
): Promise<OrganisationView> {
  requirePermission(context, "organisation.create");
  const { adobeCredential, adobeSecretEndsOn, ...facts } = input;
  const id = newId();
  const credential = adobeCredential && (await sealCredential(wrapper, id, adobeCredential));
  const { actor, correlationId } = context;
  const creatorId = actor.kind === "user" ? actor.userId : null;
  const organisation = await withScope(context.scope, async (tx) => {
    const made = await organisations.createOrganisation(tx, facts, creatorId, id);
    const at = context.now();
    const entry = { organisationId: id, at, actor: auditActor(actor), subject: made.name, correlationId };
    await appendAudit(tx, { ...entry, action: "organisation.created", after: facts });
    if (credential) await saveCredential(tx, context, id, credential);
    if (credential && adobeSecretEndsOn) await saveCredentialEnd(tx, context, id, adobeSecretEndsOn);
    return made;
  }).catch(fieldConflict);
  const endsOn = adobeSecretEndsOn ?? null;
  const savedAt = context.now().toISOString();
  const saved = credential ? { clientId: credential.clientId, savedAt, endsOn } : null;
  return toOrganisationView(organisation, saved, ["admin"]);
}
