import "server-only";
import { z } from "zod";
import { listNewestFirst } from "@/lib/db/newest-first";
import { readWithScope } from "@/lib/db/transaction";
import { organisationTable } from "../export-table";

export const EVIDENCE_PACKS = organisationTable({
  permission: "evidence.export",
  columns: ["id", "moment", "locale", "masked", "madeByName", "madeAt", "keyId", "sha256", "size"],
  filter: z.object({}),
  page: ({ scope, organisationId }, _filter, cursor) =>
    readWithScope(scope, (tx) => listNewestFirst(tx, "evidencePack", organisationId, { cursor })),
});
