import "server-only";
import type { PeopleView } from "@/lib/cmk/people/people-views";
import { listPeople } from "@/lib/services/people/list-people";
import { onOrganisationPage } from "../gates/page";

/** Who may see one organisation. */
export function loadPeople(organisationId: string): Promise<PeopleView> {
  return onOrganisationPage(organisationId, listPeople);
}
