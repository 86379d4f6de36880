import "server-only";
import { GUID_PATTERN } from "@/lib/cmk/ids";
import { vendorFailure } from "../errors";
import type { IdentityConfig } from "./config";
import { discoverEndpoints } from "./discovery";

const TAIL = /\/[^/]+\/oauth2\/v2\.0\/authorize$/;

/**
 * Where an Entra administrator consents, in one directory, to the permissions that Clavis's app registration lists, and
 * comes back from to `redirectUri`, which the app registers, with `state`. Source: Microsoft identity platform, admin consent endpoint. Throws VendorError (vendor entra).
 */
export async function adminConsentUrl(
  config: Pick<IdentityConfig, "authorityHost" | "clientId">,
  tenantId: string,
  back: { redirectUri: string; state: string },
): Promise<string> {
  const { authorize } = await discoverEndpoints(config, tenantId);
  const target = new URL(authorize);
  if (!GUID_PATTERN.test(tenantId) || !TAIL.test(target.pathname)) {
    const message = "The authority's authorize address has an unknown form.";
    throw vendorFailure("entra", { status: null, code: "UnexpectedConsentAddress", message }, undefined);
  }
  target.pathname = target.pathname.replace(TAIL, `/${tenantId}/adminconsent`);
  target.search = new URLSearchParams({
    client_id: config.clientId,
    redirect_uri: back.redirectUri,
    state: back.state,
  }).toString();
  return target.href;
}
