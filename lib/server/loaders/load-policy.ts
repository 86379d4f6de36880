import "server-only";
import { cache } from "react";
import { getPolicy } from "@/lib/services/policy/get-policy";
import { onOrganisationPage } from "../gates/page";

/** What the organisation asks of itself before its key is sent. */
export const loadPolicy = cache((organisationId: string) => onOrganisationPage(organisationId, getPolicy));
