import { partAddress } from "@/lib/server/api/address-schemas";
import { keyLifeView } from "@/lib/server/api/key-life-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { getKeyLife } from "@/lib/services/key-life/get-key-life";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/orgs/{org}/setup/{part}/key-life",
    summary: "How long the key of a part lives, what ends it first, and its versions; as stored",
    access: { kind: "organisation", permission: "setup.read" },
    params: partAddress,
    response: keyLifeView,
  },
  ({ context, params: { part } }) => getKeyLife(context, { part }),
);
