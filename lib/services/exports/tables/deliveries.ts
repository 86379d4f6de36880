import "server-only";
import { z } from "zod";
import { listNewestFirst } from "@/lib/db/newest-first";
import { readWithScope } from "@/lib/db/transaction";
import { organisationTable } from "../export-table";

export const DELIVERIES = organisationTable({
  permission: "channel.read",
  columns: [
    "id",
    "createdAt",
    "channel",
    "kind",
    "status",
    "alertId",
    "attempts",
    "dueAt",
    "endedAt",
    "problem",
  ],
  filter: z.object({}),
  page: ({ scope, organisationId }, _filter, cursor) =>
    readWithScope(scope, async (tx) => {
      const page = await listNewestFirst(tx, "delivery", organisationId, {
        include: { channel: { select: { name: true } } },
        cursor,
      });
      return {
        ...page,
        rows: page.rows.map((row) => ({ ...row, channel: (row.channel as { name: string }).name })),
      };
    }),
});
