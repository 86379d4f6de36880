import { createHash } from "node:crypto";
import { json } from "../core/reply";
import type { Account, AppRegistration, SandboxReply, SandboxRequest, World } from "../core/types";
import { formFields } from "../pages/layout";
import {
  appAccessToken,
  clientFingerprint,
  idToken,
  refreshToken,
  TOKEN_SECONDS,
  userAccessToken,
} from "./issue";
import { appNamed, type Place, principalIn, tenantNamed } from "./place";
import { type Refusal, refusals, refuseJson } from "./refusal";
import { type Asked, readScope, resourceNamed } from "./scopes";

type Version = 1 | 2;
type Good = Extract<Asked, { ok: true }>;
type Answer = { body: object } | { refused: Refusal };

const refused = (refusal: Refusal): Answer => ({ refused: refusal });

function clientOf(
  request: SandboxRequest,
  fields: URLSearchParams,
): { id: string | null; secret: string | null } {
  const basic = /^Basic\s+(\S+)$/i.exec(request.headers.authorization ?? "");
  if (basic?.[1]) {
    const [id = "", secret = ""] = Buffer.from(basic[1], "base64").toString("utf8").split(":");
    return { id: decodeURIComponent(id), secret: decodeURIComponent(secret) };
  }
  return { id: fields.get("client_id"), secret: fields.get("client_secret") };
}

function clientRefusal(app: AppRegistration, secret: string | null, fields: URLSearchParams): Refusal | null {
  if (fields.has("client_assertion")) return refusals.assertionUnknown();
  if (app.secrets.length === 0) return null;
  if (!secret) return refusals.secretMissing();
  return app.secrets.includes(secret) ? null : refusals.secretWrong(app.appId);
}

/** Version 1 names a resource, version 2 a scope; both come to the same. */
function asked(fields: URLSearchParams, version: Version, before = ""): Asked {
  const resource = fields.get("resource");
  if (version === 2 || !resource) return readScope(fields.get("scope") ?? before);
  const named = resourceNamed(resource);
  if (!named) return { ok: false, reason: "unknown", resource };
  const audience = { ...named, audience: resource };
  return {
    ok: true,
    resource: audience,
    scp: named.delegated,
    isDefault: true,
    identity: ["openid", "offline_access"],
    requested: [named.delegated],
  };
}

function askedRefusal(wanted: Exclude<Asked, Good>, scope: string, tenantId: string): Refusal {
  if (wanted.reason === "unknown") return refusals.resourceMissing(wanted.resource, tenantId);
  return wanted.reason === "several" ? refusals.severalResources(scope) : refusals.scopeInvalid(scope);
}

function userAnswer(
  world: World,
  place: Place,
  version: Version,
  account: Account,
  app: AppRegistration,
  wanted: Good,
  nonce: string | null,
): Answer {
  const { tenantId } = account;
  const principal = principalIn(world, app.appId, tenantId);
  if (!principal) return refused(refusals.consentMissing(app.appId, app.displayName));
  if (!principal.accountEnabled) return refused(refusals.principalDisabled(app.appId, app.displayName));
  if (!principalIn(world, wanted.resource.appId, tenantId))
    return refused(refusals.resourceMissing(wanted.resource.audience, tenantId));
  const scope = [
    ...new Set([
      ...wanted.requested.filter((one) => one !== "offline_access"),
      ...wanted.scp.split(" ").filter(Boolean),
    ]),
  ].join(" ");
  const common = {
    token_type: "Bearer",
    scope: version === 2 ? scope : wanted.scp,
    access_token: userAccessToken(world, account, app, wanted.resource, wanted.scp),
    ...(wanted.identity.includes("offline_access") && { refresh_token: refreshToken(world, account, app) }),
    ...(wanted.identity.includes("openid") && {
      id_token: idToken(world, account, app, place.issuerHost, nonce),
    }),
    client_info: clientFingerprint(account),
  };
  return { body: { ...common, ...ages(version, wanted) } };
}

function ages(version: Version, wanted: Good): object {
  if (version === 2) return { expires_in: TOKEN_SECONDS, ext_expires_in: TOKEN_SECONDS };
  const now = Math.floor(Date.now() / 1000);
  const seconds = String(TOKEN_SECONDS);
  return {
    expires_in: seconds,
    ext_expires_in: seconds,
    expires_on: String(now + TOKEN_SECONDS),
    not_before: String(now),
    resource: wanted.resource.audience,
  };
}

function redeemCode(
  world: World,
  place: Place,
  version: Version,
  app: AppRegistration,
  fields: URLSearchParams,
): Answer {
  const code = world.state.authCodes.find((candidate) => candidate.code === fields.get("code"));
  if (!code) return refused(refusals.codeUnknown());
  if (code.clientId !== app.appId) return refused(refusals.codeClient());
  if (code.used) return refused(refusals.codeUsed());
  if (Date.parse(code.expiresAt) <= Date.now()) return refused(refusals.codeExpired());
  if (code.redirectUri !== fields.get("redirect_uri")) return refused(refusals.codeRedirect());
  const verifier = fields.get("code_verifier");
  if (code.challenge && !verifier) return refused(refusals.verifierMissing());
  if (code.challenge && verifier) {
    const shown =
      code.challengeMethod === "S256" ? createHash("sha256").update(verifier).digest("base64url") : verifier;
    if (shown !== code.challenge) return refused(refusals.verifierWrong());
  }
  const account = world.state.accounts.find((candidate) => candidate.objectId === code.accountId);
  if (!account) return refused(refusals.codeUnknown());
  const wanted = asked(fields, version, code.scope);
  if (!wanted.ok) return refused(askedRefusal(wanted, fields.get("scope") ?? code.scope, account.tenantId));
  code.used = true;
  world.save();
  return userAnswer(world, place, version, account, app, wanted, code.nonce);
}

function refresh(
  world: World,
  place: Place,
  version: Version,
  app: AppRegistration,
  fields: URLSearchParams,
  segment: string,
): Answer {
  const kept = world.state.refreshTokens.find((candidate) => candidate.token === fields.get("refresh_token"));
  if (!kept) return refused(refusals.codeUnknown());
  if (kept.clientId !== app.appId) return refused(refusals.codeClient());
  if (Date.parse(kept.expiresAt) <= Date.now()) return refused(refusals.refreshExpired());
  const account = world.state.accounts.find((candidate) => candidate.objectId === kept.accountId);
  if (!account) return refused(refusals.codeUnknown());
  const named = tenantNamed(world, segment);
  if (named && "tenant" in named && named.tenant.id !== account.tenantId) {
    return refused(refusals.wrongTenant(account.upn, named.tenant.displayName, app.appId));
  }
  const wanted = asked(fields, version, "openid profile offline_access");
  if (!wanted.ok) return refused(askedRefusal(wanted, fields.get("scope") ?? "", account.tenantId));
  const lasting = { ...wanted, identity: [...new Set([...wanted.identity, "offline_access"])] };
  return userAnswer(world, place, version, account, app, lasting, null);
}

function asItself(
  world: World,
  version: Version,
  app: AppRegistration,
  fields: URLSearchParams,
  segment: string,
): Answer {
  const named = tenantNamed(world, segment);
  if (!named || !("tenant" in named)) return refused(refusals.noTenant());
  const tenantId = named.tenant.id;
  const wanted = asked(fields, version);
  if (!wanted.ok) return refused(askedRefusal(wanted, fields.get("scope") ?? "", tenantId));
  if (!wanted.isDefault) return refused(refusals.defaultOnly(fields.get("scope") ?? ""));
  const principal = principalIn(world, app.appId, tenantId);
  if (!principal) return refused(refusals.principalMissing(app.appId, tenantId));
  if (!principal.accountEnabled) return refused(refusals.principalDisabled(app.appId, app.displayName));
  if (!principalIn(world, wanted.resource.appId, tenantId)) {
    return refused(refusals.resourceMissing(wanted.resource.audience, tenantId));
  }
  return {
    body: {
      token_type: "Bearer",
      access_token: appAccessToken(world, principal, wanted.resource),
      ...ages(version, wanted),
    },
  };
}

/** The token endpoint: authorization_code with PKCE, refresh_token, client_credentials. */
export function tokenEndpoint(
  request: SandboxRequest,
  world: World,
  place: Place,
  segment: string,
  version: Version,
): SandboxReply {
  const fields = formFields(request.body);
  const correlation = request.headers["client-request-id"] ?? fields.get("client-request-id") ?? undefined;
  const refuse = (refusal: Refusal) => refuseJson(world, refusal, correlation);
  if (!tenantNamed(world, segment)) return refuse(refusals.tenantUnknown(segment));
  const client = clientOf(request, fields);
  if (!client.id) return refuse(refusals.parameterMissing("client_id"));
  const app = appNamed(world, client.id);
  if (!app) return refuse(refusals.appUnknown(client.id, segment));
  const grant = fields.get("grant_type") ?? "";
  const badClient = clientRefusal(app, client.secret, fields);
  if (badClient) return refuse(badClient);
  if (grant === "client_credentials" && app.secrets.length === 0) return refuse(refusals.secretMissing());
  const answer =
    grant === "authorization_code"
      ? redeemCode(world, place, version, app, fields)
      : grant === "refresh_token"
        ? refresh(world, place, version, app, fields, segment)
        : grant === "client_credentials"
          ? asItself(world, version, app, fields, segment)
          : refused(refusals.grantUnknown(grant));
  if ("refused" in answer) return refuse(answer.refused);
  return json(200, answer.body, { "cache-control": "no-store, no-cache", pragma: "no-cache" });
}
