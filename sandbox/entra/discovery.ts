import { CLOUDS } from "../core/clouds";
import { json } from "../core/reply";
import type { SandboxReply, World } from "../core/types";
import { type Place, tenantNamed } from "./place";
import { refusals, refuseJson } from "./refusal";

const ALIASES = [
  {
    preferred_network: "login.microsoftonline.com",
    preferred_cache: "login.windows.net",
    aliases: ["login.microsoftonline.com", "login.windows.net", "login.microsoft.com", "sts.windows.net"],
  },
  {
    preferred_network: CLOUDS.usgovernment.login,
    preferred_cache: CLOUDS.usgovernment.login,
    aliases: [CLOUDS.usgovernment.login, "login.usgovcloudapi.net"],
  },
  {
    preferred_network: CLOUDS.china.login,
    preferred_cache: CLOUDS.china.login,
    aliases: [CLOUDS.china.login, "login.chinacloudapi.cn"],
  },
  {
    preferred_network: "login.sandbox.internal",
    preferred_cache: "login.sandbox.internal",
    aliases: ["login.sandbox.internal"],
  },
];

/** The OpenID configuration of a tenant, in version 1 or 2. */
export function openIdConfiguration(
  world: World,
  place: Place,
  segment: string,
  version: 1 | 2,
): SandboxReply {
  const named = tenantNamed(world, segment);
  if (!named) return refuseJson(world, refusals.tenantUnknown(segment));
  const id = "tenant" in named ? named.tenant.id : "{tenantid}";
  const path = "tenant" in named ? named.tenant.id : named.shared;
  const oauth = version === 2 ? "oauth2/v2.0" : "oauth2";
  return json(
    200,
    {
      token_endpoint: `${place.tokenBase}/${path}/${oauth}/token`,
      token_endpoint_auth_methods_supported: ["client_secret_post", "client_secret_basic"],
      jwks_uri: `${place.tokenBase}/${path}/discovery/${version === 2 ? "v2.0/" : ""}keys`,
      response_modes_supported: ["query", "fragment", "form_post"],
      subject_types_supported: ["pairwise"],
      id_token_signing_alg_values_supported: ["RS256"],
      response_types_supported: ["code"],
      scopes_supported: ["openid", "profile", "email", "offline_access"],
      code_challenge_methods_supported: ["plain", "S256"],
      issuer: version === 2 ? `https://${place.issuerHost}/${id}/v2.0` : `https://sts.windows.net/${id}/`,
      request_uri_parameter_supported: false,
      userinfo_endpoint: "https://graph.microsoft.com/oidc/userinfo",
      authorization_endpoint: `${place.pageBase}/${path}/${oauth}/authorize`,
      http_logout_supported: true,
      frontchannel_logout_supported: true,
      end_session_endpoint: `${place.pageBase}/${path}/${oauth}/logout`,
      claims_supported: [
        "sub",
        "iss",
        "aud",
        "exp",
        "iat",
        "nonce",
        "preferred_username",
        "name",
        "tid",
        "oid",
        "roles",
      ],
      tenant_region_scope: "tenant" in named ? "EU" : null,
      cloud_instance_name: "microsoftonline.com",
      cloud_graph_host_name: "graph.windows.net",
      msgraph_host: "graph.microsoft.com",
      rbac_url: "https://pas.windows.net",
    },
    { "access-control-allow-origin": "*", "cache-control": "max-age=86400, private" },
  );
}

/** What MSAL of any language asks first: which names belong to the same cloud. */
export function instanceDiscovery(place: Place, url: URL): SandboxReply {
  const asked =
    url.searchParams.get("authorization_endpoint") ?? `${place.tokenBase}/common/oauth2/authorize`;
  const tenant = new URL(asked).pathname.split("/")[1] || "common";
  return json(200, {
    tenant_discovery_endpoint: `https://${new URL(asked).host}/${tenant}/v2.0/.well-known/openid-configuration`,
    "api-version": "1.1",
    metadata: ALIASES,
  });
}

/** The public half of the key that signs every token. */
export function signingKeys(world: World, place: Place): SandboxReply {
  const { kid, publicJwk } = world.state.signingKey;
  const key = { ...publicJwk, kid, x5t: kid, issuer: `https://${place.issuerHost}/{tenantid}/v2.0` };
  return json(200, { keys: [key] }, { "access-control-allow-origin": "*" });
}
