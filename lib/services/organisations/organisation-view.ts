import "server-only";
import type { Role } from "@/lib/cmk/permissions";
import type { OrganisationView } from "@/lib/cmk/views";
import type { Organisation } from "@/lib/db/organisations";

/** An organisation as it is shown: times as text, the Adobe credential without its secret, the person's roles in it. */
export function toOrganisationView(
  organisation: Organisation,
  adobeCredential: OrganisationView["adobeCredential"],
  roles: Role[],
): OrganisationView {
  const { createdAt, updatedAt, ...facts } = organisation;
  return {
    ...facts,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    adobeCredential,
    roles,
  };
}
