import "server-only";
import type { OrganisationOverviewView } from "@/lib/cmk/findings/overview-view";
import { getOrganisationOverview } from "@/lib/services/watch/get-organisation-overview";
import { onOrganisationPage } from "../gates/page";

/** One organisation at a glance. */
export function loadOrganisationOverview(organisationId: string): Promise<OrganisationOverviewView> {
  return onOrganisationPage(organisationId, getOrganisationOverview);
}
