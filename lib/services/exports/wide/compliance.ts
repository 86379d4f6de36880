import "server-only";
import { complianceFilterSchema } from "@/lib/cmk/compliance/filter";
import { listComplianceRows } from "../../compliance/get-compliance";
import { wideTable } from "../export-table";

/** The leader's table, in the order of the screen. */
export const COMPLIANCE = wideTable({
  permission: "compliance.read",
  columns: [
    "id",
    "name",
    "imsOrgId",
    "shield",
    "cjaBought",
    "verdict",
    "since",
    "openFindings",
    "parts",
    "reasons",
    "verifiedAt",
    "endsAt",
  ],
  filter: complianceFilterSchema.omit({ page: true }),
  page: (context, filter, cursor) => listComplianceRows(context, filter, cursor ?? undefined),
});
