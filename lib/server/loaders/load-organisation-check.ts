import "server-only";
import { notFound } from "next/navigation";
import { CHECK_IDS, type CheckId } from "@/lib/cmk/checks/check-ids";
import type { OrganisationCheckView } from "@/lib/cmk/checks/check-views";
import { getOrganisationCheck } from "@/lib/services/watch/get-organisation-check";
import { onOrganisationPage } from "../gates/page";

/** One check in one organisation; an id that the catalogue does not have is the not-found page. */
export function loadOrganisationCheck(organisationId: string, id: string): Promise<OrganisationCheckView> {
  if (!CHECK_IDS.includes(id as CheckId)) notFound();
  return onOrganisationPage(organisationId, (context) => getOrganisationCheck(context, id as CheckId));
}
