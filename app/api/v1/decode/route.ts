import { decodingView } from "@/lib/server/api/decode-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { decodeText, decodeTextSchema } from "@/lib/services/decode/decode-text";

export const POST = defineRoute(
  {
    method: "POST",
    path: "/api/v1/decode",
    summary: "Says what an error of Azure, Entra or Adobe means; the text is neither stored nor logged",
    access: { kind: "session", permission: "error.decode" },
    body: decodeTextSchema,
    response: decodingView,
  },
  ({ context, body }) => decodeText(context, body),
);
