import "server-only";
import { z } from "zod";
import { callVendor } from "@/lib/vendor-call";
import { vendorFailure } from "../errors";
import { LIMITS } from "../limits";
import type { IdentityConfig } from "./config";
import { describeEntraError } from "./errors";
import { entraNetwork } from "./network";

const documentSchema = z.object({
  authorization_endpoint: z.url(),
  end_session_endpoint: z.url().optional(),
});

export type Endpoints = { authorize: string; endSession: string | null };

/**
 * The addresses that a browser opens at the configured authority, from its discovery document: they may lie on
 * another host than the token endpoint. Throws VendorError.
 */
export async function discoverEndpoints(
  config: Pick<IdentityConfig, "authorityHost">,
  tenant: string,
): Promise<Endpoints> {
  const url = `${config.authorityHost}/${encodeURIComponent(tenant)}/v2.0/.well-known/openid-configuration`;
  return callVendor({ vendor: "entra", limits: LIMITS.token, describe: describeEntraError }, async () => {
    const { status, body } = await entraNetwork.sendGetRequestAsync<Record<string, unknown>>(url);
    const parsed = documentSchema.safeParse(body);
    if (status === 200 && parsed.success) {
      return {
        authorize: parsed.data.authorization_endpoint,
        endSession: parsed.data.end_session_endpoint ?? null,
      };
    }
    const description =
      typeof body?.error_description === "string"
        ? body.error_description
        : `The discovery document of ${tenant} cannot be used.`;
    throw vendorFailure(
      "entra",
      { status, code: /AADSTS\d+/.exec(description)?.[0] ?? null, message: description },
      parsed.error,
    );
  });
}
