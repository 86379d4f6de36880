import "server-only";
import { z } from "zod";
import { exceptionState } from "@/lib/cmk/exceptions/exception";
import { listNewestFirst } from "@/lib/db/newest-first";
import { readWithScope } from "@/lib/db/transaction";
import { WATCHER } from "../../watch/watcher";
import { organisationTable } from "../export-table";

type Times = Parameters<typeof exceptionState>[0];

export const EXCEPTIONS = organisationTable({
  permission: "finding.read",
  columns: [
    "id",
    "part",
    "checkId",
    "state",
    "ownerName",
    "reason",
    "requestedByName",
    "requestedAt",
    "expiresAt",
    "decidedByName",
    "decidedAt",
    "endedByName",
    "endedAt",
  ],
  filter: z.object({}),
  page: ({ scope, organisationId, now }, _filter, cursor) =>
    readWithScope(scope, async (tx) => {
      const page = await listNewestFirst(tx, "checkException", organisationId, { cursor });
      return {
        ...page,
        rows: page.rows.map((row) => ({
          ...row,
          state: exceptionState(row as unknown as Times, now(), WATCHER),
        })),
      };
    }),
});
