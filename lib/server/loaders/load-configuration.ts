import "server-only";
import { cache } from "react";
import { getConfiguration } from "@/lib/services/organisations/get-configuration";
import { onOrganisationPage } from "../gates/page";

/** One organisation as stored and as observed. */
export const loadConfiguration = cache((organisationId: string) =>
  onOrganisationPage(organisationId, getConfiguration),
);
