import { streamAddress, streamTest } from "@/lib/server/api/audit-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { streamTools } from "@/lib/server/stream-tools";
import { testStream } from "@/lib/services/audit/test-stream";

export const POST = defineRoute(
  {
    method: "POST",
    path: "/api/v1/orgs/{org}/audit/streams/{stream}/test",
    summary: "Sends a test to where a stream goes, once, and says how that went",
    access: { kind: "organisation", permission: "audit.manage" },
    params: streamAddress,
    response: streamTest,
  },
  ({ context, params }) => testStream(context, streamTools(), context.organisationId, params.stream),
);
