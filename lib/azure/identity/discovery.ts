import "server-only";
import { z } from "zod";
import { type CallLimits, callVendor } from "@/lib/vendor-call";
import { vendorFailure } from "../errors";
import { LIMITS } from "../limits";
import type { IdentityConfig } from "./config";
import { describeEntraError } from "./errors";
import { entraNetwork } from "./network";

const documentSchema = z.object({
  authorization_endpoint: z.url(),
  end_session_endpoint: z.url().optional(),
});

type AuthorityConfig = Pick<IdentityConfig, "authorityHost">;

export type Endpoints = { authorize: string; endSession: string | null };

/**
 * The addresses that a browser opens at the configured authority, from its discovery document: they may lie on
 * another host than the token endpoint. Throws VendorError.
 */
export function discoverEndpoints(config: AuthorityConfig, tenant: string): Promise<Endpoints> {
  return askEntra(config, tenant, LIMITS.token, (endpoints) => Promise.resolve(endpoints));
}

/**
 * One question to Entra within limits, discovery first: MSAL asks for the same document (kept by entraNetwork),
 * but hides why it could not be read. Throws VendorError.
 */
export function askEntra<T>(
  config: AuthorityConfig,
  tenant: string,
  limits: CallLimits,
  ask: (endpoints: Endpoints) => Promise<T>,
): Promise<T> {
  return callVendor({ vendor: "entra", limits, describe: describeEntraError }, async () =>
    ask(await readDiscovery(config, tenant)),
  );
}

async function readDiscovery({ authorityHost }: AuthorityConfig, tenant: string): Promise<Endpoints> {
  const url = `${authorityHost}/${encodeURIComponent(tenant)}/v2.0/.well-known/openid-configuration`;
  const { status, body } = await entraNetwork.sendGetRequestAsync<Record<string, unknown>>(url);
  const parsed = documentSchema.safeParse(body);
  if (status === 200 && parsed.success) {
    return {
      authorize: parsed.data.authorization_endpoint,
      endSession: parsed.data.end_session_endpoint ?? null,
    };
  }
  const text = body?.error_description;
  const message = typeof text === "string" ? text : `The discovery document of ${tenant} cannot be used.`;
  const code = /AADSTS\d+/.exec(message)?.[0] ?? null;
  throw vendorFailure("entra", { status: status === 200 ? null : status, code, message }, parsed.error);
}
