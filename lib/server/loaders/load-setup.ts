import "server-only";
import { cache } from "react";
import { getSetup } from "@/lib/services/setup/get-setup";
import { onOrganisationPage } from "../gates/page";

/** Both parts of an organisation's set-up, as stored. */
export const loadSetup = cache((organisationId: string) => onOrganisationPage(organisationId, getSetup));
