import { createStreamSchema } from "@/lib/cmk/audit/stream-schemas";
import { createdStream } from "@/lib/server/api/audit-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { streamTools } from "@/lib/server/stream-tools";
import { createStream } from "@/lib/services/audit/manage-streams";

export const POST = defineRoute(
  {
    method: "POST",
    path: "/api/v1/audit/streams",
    summary:
      "Streams the log of what belongs to no organisation elsewhere; the signing key of a webhook is in this answer alone",
    access: { kind: "session", permission: "audit.manage" },
    body: createStreamSchema,
    response: createdStream,
    status: 201,
  },
  ({ context, body }) => createStream(context, streamTools(), null, body),
);
