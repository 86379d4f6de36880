import "server-only";
import { z } from "zod";
import { listChecks } from "../../watch/list-checks";
import { wideTable } from "../export-table";

/** Every check that Clavis makes, with what it is evidence for. */
export const CHECK_CATALOGUE = wideTable({
  permission: "finding.read",
  columns: ["id", "parts", "severity", "failureClass", "fix", "mappings"],
  filter: z.object({}),
  page: async (context) => ({ rows: listChecks(context), next: null }),
});
