import { z } from "zod";
import { bundleQuerySchema } from "@/lib/cmk/evidence/bundle-schemas";
import { organisationAddress } from "@/lib/server/api/address-schemas";
import { evidenceTools } from "@/lib/server/evidence/evidence-tools";
import { defineRoute } from "@/lib/server/route/define-route";
import { fileResponse } from "@/lib/server/route/file-response";
import { makeBundle } from "@/lib/services/support/make-bundle";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/orgs/{org}/support-bundle",
    summary: "One file without secrets for a ticket to Adobe or Microsoft",
    access: { kind: "organisation", permission: "support-bundle.make" },
    params: organisationAddress,
    query: bundleQuerySchema,
    response: z.unknown(),
  },
  async ({ context, query }) => {
    const text = Buffer.from(await makeBundle(context, evidenceTools(), query));
    const name = `clavis-support-${query.for}-${context.now().toISOString().slice(0, 10)}.json`;
    return fileResponse([text], {
      name,
      mediaType: "application/json",
      size: text.length,
    });
  },
);
