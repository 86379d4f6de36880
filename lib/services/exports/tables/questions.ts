import "server-only";
import { z } from "zod";
import { listNewestFirst } from "@/lib/db/newest-first";
import { readWithScope } from "@/lib/db/transaction";
import { organisationTable } from "../export-table";

export const QUESTIONS = organisationTable({
  permission: "note.read",
  columns: [
    "id",
    "askedAt",
    "askedByName",
    "text",
    "part",
    "step",
    "status",
    "team",
    "assignedToName",
    "changedAt",
    "doneByName",
    "answer",
  ],
  filter: z.object({}),
  page: ({ scope, organisationId }, _filter, cursor) =>
    readWithScope(scope, (tx) => listNewestFirst(tx, "question", organisationId, { cursor })),
});
