import { jwkSet } from "@/lib/server/api/evidence-schemas";
import { loadEvidenceKeys } from "@/lib/server/evidence/evidence-keys";
import { defineRoute } from "@/lib/server/route/define-route";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/evidence/keys",
    summary: "Public keys of all evidence that was ever signed here, as a JWK set",
    access: { kind: "public" },
    response: jwkSet,
  },
  () => loadEvidenceKeys(),
);
