import "server-only";
import { type EvidenceList, listEvidence } from "@/lib/services/evidence/list-evidence";
import { onOrganisationPage } from "../gates/page";

/** The evidence packs of one organisation. */
export function loadEvidence(organisationId: string): Promise<EvidenceList> {
  return onOrganisationPage(organisationId, listEvidence);
}
