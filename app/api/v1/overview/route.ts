import { fleetFilterSchema } from "@/lib/cmk/findings/danger";
import { fleetView } from "@/lib/server/api/fleet-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { getFleetOverview } from "@/lib/services/watch/get-fleet-overview";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/overview",
    summary: "All organisations, those in the most danger first, 25 to a page",
    access: { kind: "session", permission: "finding.read" },
    query: fleetFilterSchema,
    response: fleetView,
  },
  ({ context, query }) => getFleetOverview(context, query),
);
