import { decideApprovalSchema } from "@/lib/cmk/door/approval-schemas";
import { stepAddress } from "@/lib/server/api/address-schemas";
import { stepView } from "@/lib/server/api/view-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { decideApproval } from "@/lib/services/setup/door/decide-approval";

export const POST = defineRoute(
  {
    method: "POST",
    path: "/api/v1/orgs/{org}/setup/{part}/steps/{step}/approval/decision",
    summary: "A second admin approves or declines exactly the plan that was requested",
    access: { kind: "organisation", permission: "setup.approve" },
    params: stepAddress,
    body: decideApprovalSchema,
    response: stepView,
  },
  ({ context, params: { part, step }, body }) => decideApproval(context, { part, step, ...body }),
);
