import { z } from "zod";
import { accountContext } from "@/lib/server/account-context";
import { auditView, viewAddress } from "@/lib/server/api/audit-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { deleteView, renameView, viewNameSchema } from "@/lib/services/audit/saved-views";

export const PATCH = defineRoute(
  {
    method: "PATCH",
    path: "/api/v1/audit/views/{view}",
    summary: "Gives a saved view another name",
    access: { kind: "session", permission: "audit.read" },
    params: viewAddress,
    body: viewNameSchema,
    response: auditView,
  },
  ({ context, params, body }) => renameView(context, accountContext(context), params.view, body.name),
);

export const DELETE = defineRoute(
  {
    method: "DELETE",
    path: "/api/v1/audit/views/{view}",
    summary: "Forgets a saved view",
    access: { kind: "session", permission: "audit.read" },
    params: viewAddress,
    response: z.void(),
  },
  ({ context, params }) => deleteView(context, accountContext(context), params.view),
);
