import "server-only";
import type { OrganisationView } from "@/lib/cmk/views";
import { getOrganisation as readOrganisation } from "@/lib/db/organisations";
import { listAdobeCredentials } from "@/lib/db/secrets/secrets";
import { readWithScope, type Transaction } from "@/lib/db/transaction";
import { type OrganisationContext, requirePermission } from "../context";
import { toOrganisationView } from "./organisation-view";

/** One organisation, within the caller's transaction. Throws NOT_FOUND. */
export async function readOrganisationView(
  tx: Transaction,
  context: OrganisationContext,
): Promise<OrganisationView> {
  const organisation = await readOrganisation(tx, context.organisationId);
  const credentials = await listAdobeCredentials(tx, [context.organisationId]);
  return toOrganisationView(
    organisation,
    credentials.get(organisation.id) ?? null,
    context.actor.kind === "user" ? context.actor.roles : [],
  );
}

/** One organisation, as stored. Throws NOT_FOUND. */
export async function getOrganisation(context: OrganisationContext): Promise<OrganisationView> {
  requirePermission(context, "organisation.read");
  return readWithScope(context.scope, (tx) => readOrganisationView(tx, context));
}
