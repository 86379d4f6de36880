import "server-only";
import { z } from "zod";
import { listNewestFirst } from "@/lib/db/newest-first";
import { readWithScope } from "@/lib/db/transaction";
import { organisationTable } from "../export-table";

export const CALENDARS = organisationTable({
  permission: "calendar.manage",
  columns: ["id", "createdByName", "createdAt", "lastReadAt"],
  filter: z.object({}),
  page: ({ scope, organisationId }, _filter, cursor) =>
    readWithScope(scope, (tx) =>
      listNewestFirst(tx, "calendarFeed", organisationId, { where: { revokedAt: null }, cursor }),
    ),
});
