import "server-only";
import { cache } from "react";
import { parseMoment } from "@/lib/cmk/compare/moment";
import type { QuestionView } from "@/lib/cmk/notes/note-views";
import type { ConfigurationView } from "@/lib/cmk/views";
import { AppError } from "@/lib/errors";
import { getQuestion } from "@/lib/services/notes/list-notes";
import { getConfiguration } from "@/lib/services/organisations/get-configuration";
import { onOrganisationPage } from "../gates/page";

type Loaded = { view: ConfigurationView; question: QuestionView | null };

/**
 * One organisation as stored and as observed, now or at the moment that the address names; now when that is none, or
 * when the organisation was not there yet.
 */
export const loadConfiguration = cache((organisationId: string, at?: string): Promise<Loaded> => {
  const moment = parseMoment(at ?? "") ?? undefined;
  return onOrganisationPage(organisationId, async (context) => {
    const now = async () => ({ view: await getConfiguration(context), question: await getQuestion(context) });
    if (!moment || moment > context.now()) return now();
    return getConfiguration(context, moment).then(
      (view) => ({ view, question: null }),
      (error: unknown) => {
        if (error instanceof AppError && error.details.reason === "not-yet") return now();
        throw error;
      },
    );
  });
});
