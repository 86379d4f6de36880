import { applyStepSchema } from "@/lib/cmk/schemas";
import { stepAddress } from "@/lib/server/api/address-schemas";
import { stepView } from "@/lib/server/api/view-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { applyStep } from "@/lib/services/setup/apply-step";

export const POST = defineRoute(
  {
    method: "POST",
    path: "/api/v1/orgs/{org}/setup/{part}/steps/{step}/apply",
    summary: "Applies the plan of one step that was shown; refused when the world differs from it",
    access: { kind: "organisation", permission: "setup.apply" },
    params: stepAddress,
    body: applyStepSchema,
    response: stepView,
    idempotent: true,
  },
  ({ context, params: { part, step }, body, idempotencyKey }) =>
    applyStep(context, { part, step, ...body, idempotencyKey }),
);
