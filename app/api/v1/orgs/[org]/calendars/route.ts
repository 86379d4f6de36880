import { z } from "zod";
import { organisationAddress } from "@/lib/server/api/address-schemas";
import { calendarFeedView } from "@/lib/server/api/calendar-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { createFeed, listFeeds } from "@/lib/services/calendar/manage-feeds";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/orgs/{org}/calendars",
    summary: "Calendar addresses that work without signing in",
    access: { kind: "organisation", permission: "calendar.manage" },
    params: organisationAddress,
    response: z.object({ feeds: z.array(calendarFeedView) }),
  },
  async ({ context }) => ({ feeds: await listFeeds(context) }),
);

export const POST = defineRoute(
  {
    method: "POST",
    path: "/api/v1/orgs/{org}/calendars",
    summary: "Makes a calendar address; its secret is in this answer alone",
    access: { kind: "organisation", permission: "calendar.manage" },
    params: organisationAddress,
    response: z.object({ feed: calendarFeedView, token: z.string() }),
    status: 201,
  },
  ({ context }) => createFeed(context),
);
