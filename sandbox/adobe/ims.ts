import { randomUUID } from "node:crypto";
import { firstMatch, route } from "../core/match";
import { json } from "../core/reply";
import { signToken } from "../core/tokens";
import type { SandboxReply, SandboxRequest, Service, World } from "../core/types";
import { formFields } from "../pages/layout";

/** What a token of Adobe's identity service is for; the gateway asks for the same. */
export const IMS_AUDIENCE = "https://ims-na1.adobelogin.com";

const TOKEN_SECONDS = 86_399;

const KNOWN_SCOPES = [
  "openid",
  "AdobeID",
  "read_organizations",
  "session",
  "adobeio_api",
  "additional_info.projectedProductContext",
  "additional_info.job_function",
  "additional_info.roles",
];

function refuse(status: number, error: string, description: string): SandboxReply {
  return json(status, { error, error_description: description }, { "cache-control": "no-store" });
}

function issueToken(request: SandboxRequest, world: World): SandboxReply {
  const fields = new URLSearchParams([...request.url.searchParams, ...formFields(request.body)]);
  if (fields.get("grant_type") !== "client_credentials")
    return refuse(400, "unsupported_grant_type", "grant_type is invalid");
  const credential = world.state.adobeCredentials.find(
    (candidate) => candidate.clientId === fields.get("client_id"),
  );
  if (!credential) return refuse(400, "invalid_client", "invalid client_id parameter");
  if (credential.clientSecret !== fields.get("client_secret"))
    return refuse(400, "invalid_client", "invalid client_secret parameter");
  const scopes = (fields.get("scope") ?? "").split(/[\s,]+/).filter(Boolean);
  const foreign = scopes.filter((scope) => !KNOWN_SCOPES.includes(scope));
  if (scopes.length === 0 || foreign.length > 0)
    return refuse(
      400,
      "invalid_scope",
      `invalid scope parameter${foreign.length > 0 ? `: ${foreign.join(",")}` : ""}`,
    );
  const claims = {
    id: randomUUID(),
    type: "access_token",
    client_id: credential.clientId,
    user_id: `${credential.clientId}@techacct.adobe.com`,
    org: credential.imsOrgId,
    as: "ims-na1",
    scope: scopes.join(","),
  };
  const token = signToken(world, claims, IMS_AUDIENCE, TOKEN_SECONDS);
  return json(
    200,
    { access_token: token, token_type: "bearer", expires_in: TOKEN_SECONDS },
    { "cache-control": "no-store" },
  );
}

function configuration(): SandboxReply {
  return json(200, {
    issuer: IMS_AUDIENCE,
    authorization_endpoint: `${IMS_AUDIENCE}/ims/authorize/v2`,
    token_endpoint: `${IMS_AUDIENCE}/ims/token/v3`,
    userinfo_endpoint: `${IMS_AUDIENCE}/ims/userinfo/v2`,
    jwks_uri: `${IMS_AUDIENCE}/ims/keys`,
    scopes_supported: KNOWN_SCOPES,
    response_types_supported: ["code"],
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["RS256"],
  });
}

type Handler = (request: SandboxRequest, world: World) => SandboxReply;

const routes: [ReturnType<typeof route>, Handler][] = [
  [route("POST", "/ims/token/v3"), issueToken],
  [route("POST", "/ims/token/v2"), issueToken],
  [route("GET", "/ims/.well-known/openid-configuration"), configuration],
  [route("GET", "/ims/keys"), (_request, world) => json(200, { keys: [world.state.signingKey.publicJwk] })],
];

/** Adobe's identity service: server-to-server tokens. */
export const imsService: Service = {
  name: "adobe-ims",
  matches: (host) => host === "ims-na1.adobelogin.com",
  handle: async (request, world) => {
    const match = firstMatch(routes, request);
    return match ? match.found(request, world) : json(404, { error: "not_found" });
  },
};
