import "server-only";
import { cache } from "react";
import { getVerification } from "@/lib/services/watch/get-verification";
import { onOrganisationPage } from "../gates/page";

/** Every check of one organisation. */
export const loadVerification = cache((organisationId: string) =>
  onOrganisationPage(organisationId, getVerification),
);
