import "server-only";
import { complianceFilterSchema, PAGE_SIZE } from "@/lib/cmk/compliance/filter";
import { listComplianceRows } from "../../compliance/get-compliance";
import { wideTable } from "../export-table";

/** The leader's table. Its order is one of many, so it goes by pages as the screen does. */
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
  async page(context, filter, cursor) {
    const page = cursor ? Number(cursor) : 1;
    const { rows, found } = await listComplianceRows(context, { ...filter, page });
    return { rows, next: page * PAGE_SIZE < found ? String(page + 1) : null };
  },
});
