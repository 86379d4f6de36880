import { z } from "zod";
import { calendarAddress } from "@/lib/server/api/calendar-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { revokeFeed } from "@/lib/services/calendar/manage-feeds";

export const DELETE = defineRoute(
  {
    method: "DELETE",
    path: "/api/v1/orgs/{org}/calendars/{calendar}",
    summary: "Ends a calendar address at once",
    access: { kind: "organisation", permission: "calendar.manage" },
    params: calendarAddress,
    response: z.object({ id: z.guid() }),
  },
  async ({ context, params: { calendar } }) => {
    await revokeFeed(context, calendar);
    return { id: calendar };
  },
);
