import "server-only";
import { z } from "zod";
import { GUID_PATTERN } from "@/lib/cmk/ids";
import { organisationAddress } from "./address-schemas";
import { named, time } from "./rule-schemas";

export const calendarAddress = organisationAddress.extend({
  calendar: z.string().regex(GUID_PATTERN).describe("Id of the calendar address"),
});

export const calendarFeedView = named(
  "CalendarFeed",
  z.object({ id: z.guid(), createdByName: z.string(), createdAt: time, lastReadAt: time.nullable() }),
);
