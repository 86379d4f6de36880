import { z } from "zod";
import { statementSchema } from "@/lib/cmk/schemas";
import { stepAddress } from "@/lib/server/api/address-schemas";
import { stepView } from "@/lib/server/api/view-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { attestStep } from "@/lib/services/setup/attest-step";
import { withdrawStatement } from "@/lib/services/setup/withdraw-statement";

export const POST = defineRoute(
  {
    method: "POST",
    path: "/api/v1/orgs/{org}/setup/{part}/steps/{step}/statements",
    summary: "States what no API can tell, with a reference",
    access: { kind: "organisation", permission: "setup.attest" },
    params: stepAddress,
    body: statementSchema,
    response: stepView,
    status: 201,
  },
  ({ context, params: { part, step }, body }) => attestStep(context, { part, step, ...body }),
);

export const DELETE = defineRoute(
  {
    method: "DELETE",
    path: "/api/v1/orgs/{org}/setup/{part}/steps/{step}/statements",
    summary: "Withdraws a statement; it stays in the record",
    access: { kind: "organisation", permission: "setup.attest" },
    params: stepAddress,
    query: z.object({ id: z.guid() }),
    response: stepView,
  },
  ({ context, query }) => withdrawStatement(context, { statementId: query.id }),
);
