import { accountContext } from "@/lib/server/account-context";
import { auditView, auditViewList } from "@/lib/server/api/audit-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { listViews, saveView, saveViewSchema } from "@/lib/services/audit/saved-views";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/audit/views",
    summary: "The person's own saved views of the audit log",
    access: { kind: "session", permission: "audit.read" },
    response: auditViewList,
  },
  async ({ context }) => ({ views: await listViews(context) }),
);

export const POST = defineRoute(
  {
    method: "POST",
    path: "/api/v1/audit/views",
    summary: "Keeps a filter of the audit log under a name",
    access: { kind: "session", permission: "audit.read" },
    body: saveViewSchema,
    response: auditView,
    status: 201,
  },
  ({ context, body }) => saveView(context, accountContext(context), body),
);
