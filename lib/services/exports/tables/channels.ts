import "server-only";
import { z } from "zod";
import { listNewestFirst } from "@/lib/db/newest-first";
import { readWithScope } from "@/lib/db/transaction";
import { organisationTable } from "../export-table";

export const CHANNELS = organisationTable({
  permission: "channel.read",
  columns: [
    "id",
    "kind",
    "name",
    "enabled",
    "targetHost",
    "recipients",
    "minSeverity",
    "locale",
    "timeZone",
    "quietFrom",
    "quietTo",
    "digestAt",
    "createdAt",
    "updatedAt",
  ],
  filter: z.object({}),
  page: ({ scope, organisationId }, _filter, cursor) =>
    readWithScope(scope, (tx) =>
      listNewestFirst(tx, "channel", organisationId, { where: { removedAt: null }, cursor }),
    ),
});
