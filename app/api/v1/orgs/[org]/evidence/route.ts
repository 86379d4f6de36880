import { makeEvidenceSchema } from "@/lib/cmk/evidence/evidence-schemas";
import { organisationAddress } from "@/lib/server/api/address-schemas";
import { evidenceList, evidencePack } from "@/lib/server/api/evidence-schemas";
import { evidenceTools } from "@/lib/server/evidence/evidence-tools";
import { defineRoute } from "@/lib/server/route/define-route";
import { listEvidence } from "@/lib/services/evidence/list-evidence";
import { makeEvidence } from "@/lib/services/evidence/make-evidence";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/orgs/{org}/evidence",
    summary: "The evidence packs that were made, newest first",
    access: { kind: "organisation", permission: "evidence.export" },
    params: organisationAddress,
    response: evidenceList,
  },
  ({ context }) => listEvidence(context),
);

export const POST = defineRoute(
  {
    method: "POST",
    path: "/api/v1/orgs/{org}/evidence",
    summary: "Makes a signed evidence pack as of a moment",
    access: { kind: "organisation", permission: "evidence.export" },
    params: organisationAddress,
    body: makeEvidenceSchema,
    response: evidencePack,
    status: 201,
  },
  ({ context, body }) => makeEvidence(context, evidenceTools(), body),
);
