import "server-only";
import type { EventPage, EventView, FeedView } from "@/lib/cmk/events/feed-schemas";
import { GUID_PATTERN } from "@/lib/cmk/ids";
import type { OrganisationView } from "@/lib/cmk/views";
import { AppError } from "@/lib/errors";
import { getFeed } from "@/lib/services/events/get-feed";
import { getEvent, listEvents } from "@/lib/services/events/list-events";
import { getOrganisation } from "@/lib/services/organisations/get-organisation";
import { eventTools } from "../event-tools";
import { onOrganisationPage } from "../gates/page";

/** How Adobe's events come in, and a page of those that came; a cursor that makes no sense is the first page. */
export function loadEventFeed(
  organisationId: string,
  cursor?: string,
): Promise<{ feed: FeedView; page: EventPage }> {
  return onOrganisationPage(organisationId, async (context) => {
    const feed = await getFeed(context, eventTools());
    const page = await listEvents(context, cursor).catch((error: unknown) => {
      if (error instanceof AppError && error.code === "INVALID_INPUT") return listEvents(context);
      throw error;
    });
    return { feed, page };
  });
}

/** One event of Adobe's. */
export function loadAdobeEvent(
  organisationId: string,
  event: string,
): Promise<{ organisation: OrganisationView; event: EventView }> {
  return onOrganisationPage(organisationId, async (context) => {
    if (!GUID_PATTERN.test(event)) throw new AppError("NOT_FOUND", "There is nothing at this address.");
    return { organisation: await getOrganisation(context), event: await getEvent(context, event) };
  });
}
