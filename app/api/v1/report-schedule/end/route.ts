import { z } from "zod";
import { buildWideSystemContext } from "@/lib/server/build-context";
import { defineRoute } from "@/lib/server/route/define-route";
import { endReportsByLink } from "@/lib/services/report/end-by-link";

export const POST = defineRoute(
  {
    method: "POST",
    path: "/api/v1/report-schedule/end",
    summary: "Ends reports by mail with the secret of a link in one of them; nobody needs to be signed in",
    access: { kind: "public" },
    body: z.object({ token: z.string().max(100) }),
    response: z.object({ ended: z.literal(true) }),
  },
  async ({ context: { correlationId }, body }) => {
    await endReportsByLink({ ...(await buildWideSystemContext()), correlationId }, body.token);
    return { ended: true as const };
  },
);
