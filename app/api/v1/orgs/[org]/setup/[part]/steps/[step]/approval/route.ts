import { z } from "zod";
import { requestApprovalSchema } from "@/lib/cmk/door/approval-schemas";
import { stepAddress } from "@/lib/server/api/address-schemas";
import { stepView } from "@/lib/server/api/view-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { requestApproval } from "@/lib/services/setup/door/request-approval";
import { withdrawApproval } from "@/lib/services/setup/door/withdraw-approval";

export const POST = defineRoute(
  {
    method: "POST",
    path: "/api/v1/orgs/{org}/setup/{part}/steps/{step}/approval",
    summary: "Asks for the exact plan to be let through, as the organisation's policy wants",
    access: { kind: "organisation", permission: "setup.apply" },
    params: stepAddress,
    body: requestApprovalSchema,
    response: stepView,
    status: 201,
  },
  ({ context, params: { part, step }, body }) => requestApproval(context, { part, step, ...body }),
);

export const DELETE = defineRoute(
  {
    method: "DELETE",
    path: "/api/v1/orgs/{org}/setup/{part}/steps/{step}/approval",
    summary: "Withdraws a request, or the approval that was given to it; it stays in the record",
    access: { kind: "organisation", permission: "setup.apply" },
    params: stepAddress,
    query: z.object({ id: z.guid() }),
    response: stepView,
  },
  ({ context, params: { part, step }, query }) =>
    withdrawApproval(context, { part, step, approvalId: query.id }),
);
