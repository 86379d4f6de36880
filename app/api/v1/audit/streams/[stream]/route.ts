import { z } from "zod";
import { updateStreamSchema } from "@/lib/cmk/audit/stream-schemas";
import { auditStream, systemStreamAddress } from "@/lib/server/api/audit-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { removeStream, updateStream } from "@/lib/services/audit/manage-streams";

export const PATCH = defineRoute(
  {
    method: "PATCH",
    path: "/api/v1/audit/streams/{stream}",
    summary: "Renames a stream, or switches it off and on; it goes on where it was",
    access: { kind: "session", permission: "audit.manage" },
    params: systemStreamAddress,
    body: updateStreamSchema,
    response: auditStream,
  },
  ({ context, params, body }) => updateStream(context, null, params.stream, body),
);

export const DELETE = defineRoute(
  {
    method: "DELETE",
    path: "/api/v1/audit/streams/{stream}",
    summary: "Removes a stream and forgets where it went to",
    access: { kind: "session", permission: "audit.manage" },
    params: systemStreamAddress,
    response: z.void(),
  },
  ({ context, params }) => removeStream(context, null, params.stream),
);
