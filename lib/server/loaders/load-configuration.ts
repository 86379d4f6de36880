import "server-only";
import { cache } from "react";
import { parseMoment } from "@/lib/cmk/compare/moment";
import type { ConfigurationView } from "@/lib/cmk/views";
import { AppError } from "@/lib/errors";
import { getConfiguration } from "@/lib/services/organisations/get-configuration";
import { onOrganisationPage } from "../gates/page";

/**
 * One organisation as stored and as observed, now or at the moment that the address names; now when that is none, or
 * when the organisation was not there yet.
 */
export const loadConfiguration = cache((organisationId: string, at?: string): Promise<ConfigurationView> => {
  const moment = parseMoment(at ?? "") ?? undefined;
  return onOrganisationPage(organisationId, async (context) => {
    if (!moment || moment > context.now()) return getConfiguration(context);
    return getConfiguration(context, moment).catch((error: unknown) => {
      if (error instanceof AppError && error.details.reason === "not-yet") return getConfiguration(context);
      throw error;
    });
  });
});
