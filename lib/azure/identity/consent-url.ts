import "server-only";
import { AZURE_CLOUDS } from "@/lib/cmk/azure-clouds";
import { GUID_PATTERN } from "@/lib/cmk/ids";
import { vendorFailure } from "../errors";
import type { IdentityConfig } from "./config";
import { discoverEndpoints } from "./discovery";

/** Names that Microsoft has given its sign-in: each cloud's, and two older ones. */
const HOSTS = [
  ...Object.values(AZURE_CLOUDS).map(({ authority }) => new URL(authority).host),
  "login.windows.net",
  "login.microsoft.com",
];
const PATH = /^\/[^/]+\/oauth2\/(?:v2\.0\/)?authorize\/?$/;
const TENANT_SEGMENT = /\/[^/]+\/oauth2\/v2\.0\/authorize$/;

/**
 * Adobe's consent address, turned to one directory: Adobe's names `common`, and with several directories consent
 * would land in whichever the chosen account calls home. Only an authorize address of Microsoft's with an
 * application id is accepted, and its origin gives way to the configured authority's.
 * Source: Adobe, customer-managed keys, API set-up. Throws VendorError (vendor adobe, nonsense; or Entra's).
 */
export async function consentUrl(
  config: Pick<IdentityConfig, "authorityHost">,
  applicationUrl: string,
  tenantId: string,
): Promise<string> {
  const given = URL.canParse(applicationUrl) ? new URL(applicationUrl) : null;
  const hosts = [...HOSTS, new URL(config.authorityHost).host];
  const isUsable =
    given !== null &&
    given.protocol === "https:" &&
    given.username === "" &&
    hosts.includes(given.host) &&
    PATH.test(given.pathname) &&
    given.searchParams.getAll("client_id").length === 1 &&
    GUID_PATTERN.test(given.searchParams.get("client_id") ?? "");
  if (!isUsable) throw refuse("adobe", "Adobe's consent address is none of Microsoft's.");
  if (!GUID_PATTERN.test(tenantId)) throw refuse("entra", "The directory's id is no GUID.");
  const { authorize } = await discoverEndpoints(config, tenantId);
  const target = new URL(authorize);
  if (!TENANT_SEGMENT.test(target.pathname))
    throw refuse("entra", "The authority's authorize address has an unknown form.");
  const version = given.pathname.includes("/v2.0/") ? "oauth2/v2.0" : "oauth2";
  target.pathname = target.pathname.replace(TENANT_SEGMENT, `/${tenantId}/${version}/authorize`);
  target.search = given.search;
  return target.href;
}

function refuse(vendor: "adobe" | "entra", message: string) {
  return vendorFailure(vendor, { status: null, code: "UnexpectedConsentAddress", message }, undefined);
}
