import { maintenanceSchema } from "@/lib/cmk/key-life/schemas";
import { partAddress } from "@/lib/server/api/address-schemas";
import { maintenanceView } from "@/lib/server/api/key-life-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { planMaintenance } from "@/lib/services/key-life/plan-maintenance";

export const POST = defineRoute(
  {
    method: "POST",
    path: "/api/v1/orgs/{org}/setup/{part}/key-life/plan",
    summary: "What a maintenance action would do to the key now; changes nothing",
    access: { kind: "organisation", permission: "setup.plan" },
    params: partAddress,
    body: maintenanceSchema,
    response: maintenanceView,
  },
  ({ context, params: { part }, body }) => planMaintenance(context, { part, ...body }),
);
