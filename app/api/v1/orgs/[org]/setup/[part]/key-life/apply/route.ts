import { applyMaintenanceSchema } from "@/lib/cmk/key-life/schemas";
import { partAddress } from "@/lib/server/api/address-schemas";
import { maintenanceResult } from "@/lib/server/api/key-life-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { applyMaintenance } from "@/lib/services/key-life/apply-maintenance";

export const POST = defineRoute(
  {
    method: "POST",
    path: "/api/v1/orgs/{org}/setup/{part}/key-life/apply",
    summary: "Applies a maintenance plan of the key that was shown; refused when the world differs from it",
    access: { kind: "organisation", permission: "setup.apply" },
    params: partAddress,
    body: applyMaintenanceSchema,
    response: maintenanceResult,
    idempotent: true,
  },
  ({ context, params: { part }, body, idempotencyKey }) =>
    applyMaintenance(context, { part, ...body, idempotencyKey }),
);
