import { z } from "zod";
import { packAddress } from "@/lib/server/api/evidence-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { fileResponse } from "@/lib/server/route/file-response";
import { openEvidence } from "@/lib/services/evidence/open-evidence";

export const GET = defineRoute(
  {
    method: "GET",
    path: "/api/v1/orgs/{org}/evidence/{pack}",
    summary: "The file of an evidence pack, a ZIP",
    access: { kind: "organisation", permission: "evidence.export" },
    params: packAddress,
    response: z.unknown(),
  },
  async ({ context, params }) => {
    const { pack, pieces } = await openEvidence(context, params.pack);
    const { size, sha256, moment } = pack;
    const name = `clavis-evidence-${moment.toISOString().slice(0, 16).replaceAll(":", "")}Z-${pack.id.slice(-6)}.zip`;
    return fileResponse(pieces, { name, mediaType: "application/zip", size, sha256 });
  },
);
