import { partAddress } from "@/lib/server/api/address-schemas";
import { keyCandidates } from "@/lib/server/api/view-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { listKeyCandidates } from "@/lib/services/setup/list-key-candidates";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/orgs/{org}/setup/{part}/keys",
    summary: "Keys of the chosen vault, and why each fits or does not",
    access: { kind: "organisation", permission: "setup.choose" },
    params: partAddress,
    response: keyCandidates,
  },
  ({ context, params: { part } }) => listKeyCandidates(context, { part }),
);
