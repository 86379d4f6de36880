import { updateOrganisationSchema } from "@/lib/cmk/schemas";
import { organisationAddress } from "@/lib/server/api/address-schemas";
import { organisationView } from "@/lib/server/api/view-schemas";
import { keyWrapper } from "@/lib/server/key-wrapper";
import { defineRoute } from "@/lib/server/route/define-route";
import { recordSecretRead } from "@/lib/services/audit/record-secret-read";
import { getOrganisation } from "@/lib/services/organisations/get-organisation";
import { updateOrganisation } from "@/lib/services/organisations/update-organisation";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/orgs/{org}",
    summary: "One organisation, as stored",
    access: { kind: "organisation", permission: "organisation.read" },
    params: organisationAddress,
    response: organisationView,
  },
  async ({ context }) => {
    const organisation = await getOrganisation(context);
    if (organisation.adobeCredential) await recordSecretRead(context, context.organisationId, "adobe");
    return organisation;
  },
);

export const PATCH = defineRoute(
  {
    method: "PATCH",
    path: "/api/v1/orgs/{org}",
    summary: "Changes an organisation; an Adobe credential that is left out stays as it is",
    access: { kind: "organisation", permission: "organisation.update" },
    params: organisationAddress,
    body: updateOrganisationSchema,
    response: organisationView,
  },
  ({ context, body }) => updateOrganisation(context, keyWrapper(), body),
);
