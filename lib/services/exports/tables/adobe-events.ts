import "server-only";
import { z } from "zod";
import { listNewestFirst } from "@/lib/db/newest-first";
import { readWithScope } from "@/lib/db/transaction";
import { organisationTable } from "../export-table";

export const ADOBE_EVENTS = organisationTable({
  permission: "event-feed.read",
  columns: ["id", "eventId", "via", "code", "kind", "occurredAt", "receivedAt", "processedAt", "alertId"],
  filter: z.object({}),
  page: ({ scope, organisationId }, _filter, cursor) =>
    readWithScope(scope, (tx) => listNewestFirst(tx, "adobeEvent", organisationId, { cursor })),
});
