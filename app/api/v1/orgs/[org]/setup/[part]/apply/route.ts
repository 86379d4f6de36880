import { applyPartSchema } from "@/lib/cmk/schemas";
import { partAddress } from "@/lib/server/api/address-schemas";
import { runView } from "@/lib/server/api/view-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { applyPart } from "@/lib/services/setup/apply-part";

export const POST = defineRoute(
  {
    method: "POST",
    path: "/api/v1/orgs/{org}/setup/{part}/apply",
    summary: "Starts a run of all automatic steps of a part, by the plan that was shown",
    access: { kind: "organisation", permission: "setup.apply" },
    params: partAddress,
    body: applyPartSchema,
    response: runView,
    status: 202,
    idempotent: true,
  },
  ({ context, params: { part }, body, idempotencyKey }) =>
    applyPart(context, { part, ...body, idempotencyKey }),
);
