import { z } from "zod";
import { checkHealth } from "@/lib/server/health/check-health";
import { defineRoute } from "@/lib/server/route/define-route";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/health",
    summary:
      "Whether the console, its database, its worker and (where used) the sandbox are well; 503 when not",
    access: { kind: "public" },
    response: z.object({
      status: z.enum(["ok", "failing"]),
      database: z.string(),
      worker: z.string(),
      audit: z.string(),
      clouds: z.enum(["sandbox", "real"]),
      sandbox: z.string().optional(),
    }),
  },
  async () => {
    const health = await checkHealth();
    return Response.json(health, { status: health.status === "ok" ? 200 : 503 });
  },
);
