import "server-only";
import { cache } from "react";
import type { OrganisationView } from "@/lib/cmk/views";
import { recordSecretRead } from "@/lib/services/audit/record-secret-read";
import { requirePermission } from "@/lib/services/context";
import { getOrganisation } from "@/lib/services/organisations/get-organisation";
import { onOrganisationPage, onWidePage } from "../gates/page";

/** What the form starts from: an organisation to edit, or null for a new one. Admins alone get it. */
export const loadOrganisationForm = cache((organisationId?: string): Promise<OrganisationView | null> => {
  if (organisationId === undefined) {
    return onWidePage("organisation.create", async (context) => {
      requirePermission(context, "organisation.create");
      return null;
    });
  }
  return onOrganisationPage(organisationId, async (context) => {
    requirePermission(context, "organisation.update");
    const organisation = await getOrganisation(context);
    if (organisation.adobeCredential) await recordSecretRead(context, context.organisationId, "adobe");
    return organisation;
  });
});
