import { checkAddress, checkView } from "@/lib/server/api/check-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { getCheck } from "@/lib/services/watch/list-checks";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/checks/{id}",
    summary: "One check of the catalogue",
    access: { kind: "session", permission: "finding.read" },
    params: checkAddress,
    response: checkView,
  },
  async ({ context, params: { id } }) => getCheck(context, id),
);
