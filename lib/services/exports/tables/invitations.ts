import "server-only";
import { z } from "zod";
import { listNewestFirst } from "@/lib/db/newest-first";
import { readWithScope } from "@/lib/db/transaction";
import { organisationTable } from "../export-table";

export const INVITATIONS = organisationTable({
  permission: "member.read",
  columns: ["id", "upn", "role", "createdByName", "createdAt", "expiresAt"],
  filter: z.object({}),
  page: ({ scope, organisationId }, _filter, cursor) =>
    readWithScope(scope, (tx) =>
      listNewestFirst(tx, "invitation", organisationId, {
        where: { acceptedAt: null, withdrawnAt: null },
        cursor,
      }),
    ),
});
