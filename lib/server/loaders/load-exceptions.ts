import "server-only";
import { listExceptions } from "@/lib/services/exceptions/list-exceptions";
import { onOrganisationPage } from "../gates/page";

/** The exceptions of one organisation. */
export function loadExceptions(organisationId: string): ReturnType<typeof listExceptions> {
  return onOrganisationPage(organisationId, listExceptions);
}
