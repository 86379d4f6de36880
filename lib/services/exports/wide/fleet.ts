import "server-only";
import { fleetFilterSchema } from "@/lib/cmk/findings/danger";
import { getFleetOverview } from "../../watch/get-fleet-overview";
import { wideTable } from "../export-table";

/** All organisations, those in the most danger first, as the overview has them. */
export const FLEET = wideTable({
  permission: "finding.read",
  columns: ["id", "name", "imsOrgId", "danger", "open", "endsAt", "lookedAt", "worst", "parts"],
  filter: fleetFilterSchema.omit({ page: true }),
  async page(context, filter, cursor) {
    const { rows, page, pages } = await getFleetOverview(context, { ...filter, page: Number(cursor ?? 1) });
    return { rows, next: page < pages ? String(page + 1) : null };
  },
});
