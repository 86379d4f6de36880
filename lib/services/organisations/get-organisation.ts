import "server-only";
import type { OrganisationView } from "@/lib/cmk/views";
import { getOrganisation as readOrganisation } from "@/lib/db/organisations";
import type { OrganisationId } from "@/lib/db/scope";
import { listSecretMetadata } from "@/lib/db/secrets/secrets";
import { readWithScope, type Transaction } from "@/lib/db/transaction";
import { type OrganisationContext, requirePermission } from "../context";
import { toOrganisationView } from "./organisation-view";

/** One organisation, within the caller's transaction. Throws NOT_FOUND. */
export async function readOrganisationView(
  tx: Transaction,
  context: OrganisationContext,
): Promise<OrganisationView> {
  const organisation = await readOrganisation(tx, context.organisationId);
  const credential = await adobeCredentialOf(tx, context.organisationId);
  return toOrganisationView(
    organisation,
    credential,
    context.actor.kind === "user" ? context.actor.roles : [],
  );
}

async function adobeCredentialOf(
  tx: Transaction,
  id: OrganisationId,
): Promise<OrganisationView["adobeCredential"]> {
  const secret = (await listSecretMetadata(tx, id)).find(({ kind }) => kind === "adobe");
  return secret ? { clientId: secret.name, savedAt: secret.savedAt.toISOString() } : null;
}

/** One organisation, as stored. Throws NOT_FOUND. */
export async function getOrganisation(context: OrganisationContext): Promise<OrganisationView> {
  requirePermission(context, "organisation.read");
  return readWithScope(context.scope, (tx) => readOrganisationView(tx, context));
}
