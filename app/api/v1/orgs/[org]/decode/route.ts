import { organisationAddress } from "@/lib/server/api/address-schemas";
import { decodingView } from "@/lib/server/api/decode-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { decodeForOrganisation } from "@/lib/services/decode/decode-for-organisation";
import { decodeTextSchema } from "@/lib/services/decode/decode-text";

export const POST = defineRoute(
  {
    method: "POST",
    path: "/api/v1/orgs/{org}/decode",
    summary: "Says what an error means, and which of its ids is not this organisation's; nothing is stored",
    access: { kind: "organisation", permission: "error.decode" },
    params: organisationAddress,
    body: decodeTextSchema,
    response: decodingView,
  },
  ({ context, body }) => decodeForOrganisation(context, body),
);
