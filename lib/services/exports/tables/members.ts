import "server-only";
import { z } from "zod";
import { listMembers } from "@/lib/db/list-members";
import { readWithScope } from "@/lib/db/transaction";
import { organisationTable } from "../export-table";

export const MEMBERS = organisationTable({
  permission: "member.read",
  columns: ["name", "upn", "role", "everywhere", "since", "lastSignInAt"],
  filter: z.object({}),
  page: ({ scope, organisationId }, _filter, cursor) =>
    readWithScope(scope, (tx) => listMembers(tx, organisationId, cursor)),
});
