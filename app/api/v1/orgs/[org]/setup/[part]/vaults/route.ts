import { partAddress } from "@/lib/server/api/address-schemas";
import { vaultCandidates } from "@/lib/server/api/view-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { listVaultCandidates } from "@/lib/services/setup/list-vault-candidates";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/orgs/{org}/setup/{part}/vaults",
    summary: "Vaults that the signed-in person can see, and why each fits or does not",
    access: { kind: "organisation", permission: "setup.choose" },
    params: partAddress,
    response: vaultCandidates,
  },
  ({ context, params: { part } }) => listVaultCandidates(context, { part }),
);
