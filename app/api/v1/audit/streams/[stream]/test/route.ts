import { streamTest, systemStreamAddress } from "@/lib/server/api/audit-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { streamTools } from "@/lib/server/stream-tools";
import { testStream } from "@/lib/services/audit/test-stream";

export const POST = defineRoute(
  {
    method: "POST",
    path: "/api/v1/audit/streams/{stream}/test",
    summary: "Sends a test to where a stream goes, once, and says how that went",
    access: { kind: "session", permission: "audit.manage" },
    params: systemStreamAddress,
    response: streamTest,
  },
  ({ context, params }) => testStream(context, streamTools(), null, params.stream),
);
