import "server-only";
import { z } from "zod";
import { PART_IDS } from "@/lib/cmk/parts";
import { listNewestFirst } from "@/lib/db/newest-first";
import { readWithScope } from "@/lib/db/transaction";
import { organisationTable } from "../export-table";

export const OBSERVATIONS = organisationTable({
  permission: "configuration.read",
  columns: [
    "id",
    "part",
    "subject",
    "source",
    "facts",
    "firstObservedAt",
    "lastObservedAt",
    "newest",
    "hash",
  ],
  filter: z.object({ part: z.enum(PART_IDS).optional(), subject: z.string().max(40).optional() }),
  page: ({ scope, organisationId }, filter, cursor) =>
    readWithScope(scope, (tx) =>
      listNewestFirst(tx, "observation", organisationId, { where: filter, cursor }),
    ),
});
