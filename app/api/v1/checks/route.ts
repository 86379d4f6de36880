import { z } from "zod";
import { checkView } from "@/lib/server/api/check-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { listChecks } from "@/lib/services/watch/list-checks";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/checks",
    summary: "The catalogue: every check with its severity, class, fix and framework mappings",
    access: { kind: "session", permission: "finding.read" },
    response: z.array(checkView),
  },
  async ({ context }) => listChecks(context),
);
