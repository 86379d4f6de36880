import { z } from "zod";
import { organisationAddress } from "@/lib/server/api/address-schemas";
import { verificationRun } from "@/lib/server/api/check-schemas";
import { defineRoute } from "@/lib/server/route/define-route";
import { getVerificationRun, requestVerification } from "@/lib/services/watch/request-verification";

const path = "/api/v1/orgs/{org}/verifications";
const params = organisationAddress;

export const GET = defineRoute(
  {
    method: "GET",
    path,
    summary: "How far the newest verification that somebody asked for is",
    access: { kind: "organisation", permission: "finding.read" },
    params,
    response: z.object({ run: verificationRun.nullable() }),
  },
  async ({ context }) => ({ run: await getVerificationRun(context) }),
);

export const POST = defineRoute(
  {
    method: "POST",
    path,
    summary: "Asks the worker to look at everything now; the one that is under way, when there is one",
    access: { kind: "organisation", permission: "setup.check" },
    params,
    response: z.object({ run: verificationRun }),
  },
  async ({ context }) => ({ run: await requestVerification(context) }),
);
