import { createStreamSchema } from "@/lib/cmk/audit/stream-schemas";
import { organisationAddress } from "@/lib/server/api/address-schemas";
import { createdStream } from "@/lib/server/api/audit-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { streamTools } from "@/lib/server/stream-tools";
import { createStream } from "@/lib/services/audit/manage-streams";

export const POST = defineRoute(
  {
    method: "POST",
    path: "/api/v1/orgs/{org}/audit/streams",
    summary:
      "Streams the organisation's audit log elsewhere; the signing key of a webhook is in this answer alone",
    access: { kind: "organisation", permission: "audit.manage" },
    params: organisationAddress,
    body: createStreamSchema,
    response: createdStream,
    status: 201,
  },
  ({ context, body }) => createStream(context, streamTools(), context.organisationId, body),
);
