import "server-only";
import type { CalendarFeedView } from "@/lib/cmk/calendar/calendar-event";
import { may } from "@/lib/cmk/permissions";
import { listFeeds } from "@/lib/services/calendar/manage-feeds";
import { onOrganisationPage } from "../gates/page";

/** The calendar addresses of an organisation; null for whoever may not make any. */
export function loadCalendarFeeds(organisationId: string): Promise<CalendarFeedView[] | null> {
  return onOrganisationPage(organisationId, async (context) => {
    const { actor } = context;
    return actor.kind === "user" && may(actor.roles, "calendar.manage") ? listFeeds(context) : null;
  });
}
