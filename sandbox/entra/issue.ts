import { createHash, randomBytes } from "node:crypto";
import { signToken } from "../core/tokens";
import type { Account, AppRegistration, ServicePrincipal, World } from "../core/types";
import { APPS } from "../seed/names";
import type { Resource } from "./scopes";

export const TOKEN_SECONDS = 3600;
const REFRESH_DAYS = 90;
const KEPT_REFRESH_TOKENS = 400;

function pairwise(oid: string, appId: string): string {
  return createHash("sha256").update(`${oid}:${appId}`).digest("base64url");
}

/** An access token of a signed-in person for one resource. */
export function userAccessToken(
  world: World,
  account: Account,
  app: AppRegistration,
  resource: Resource,
  scp: string,
): string {
  const { objectId, tenantId, upn, displayName, directoryRoles } = account;
  const claims = {
    iss: `https://sts.windows.net/${tenantId}/`,
    acr: "1",
    amr: ["pwd", "mfa"],
    appid: app.appId,
    appidacr: app.secrets.length > 0 ? "1" : "0",
    idtyp: "user",
    ipaddr: world.state.settings.clientAddress,
    name: displayName,
    oid: objectId,
    scp,
    sub: pairwise(objectId, resource.appId),
    tid: tenantId,
    unique_name: upn,
    upn,
    uti: randomBytes(16).toString("base64url"),
    ver: "1.0",
    wids: directoryRoles,
  };
  return signToken(world, claims, resource.audience, TOKEN_SECONDS);
}

/** An access token of an application acting as itself. */
export function appAccessToken(world: World, principal: ServicePrincipal, resource: Resource): string {
  const isGraph = resource.appId === APPS.graph;
  const claims = {
    iss: `https://sts.windows.net/${principal.tenantId}/`,
    app_displayname: principal.displayName,
    appid: principal.appId,
    appidacr: "1",
    idp: `https://sts.windows.net/${principal.tenantId}/`,
    idtyp: "app",
    oid: principal.id,
    sub: principal.id,
    tid: principal.tenantId,
    uti: randomBytes(16).toString("base64url"),
    ver: "1.0",
    ...(isGraph && { roles: principal.graphAppRoles }),
  };
  return signToken(world, claims, resource.audience, TOKEN_SECONDS);
}

/** The id token: who signed in, and which of the application's own roles the person holds. */
export function idToken(
  world: World,
  account: Account,
  app: AppRegistration,
  issuerHost: string,
  nonce: string | null,
): string {
  const roles = account.appRoles.filter((role) => app.appRoles.some((known) => known.value === role));
  const claims = {
    iss: `https://${issuerHost}/${account.tenantId}/v2.0`,
    name: account.displayName,
    oid: account.objectId,
    preferred_username: account.upn,
    email: account.upn,
    sub: pairwise(account.objectId, app.appId),
    tid: account.tenantId,
    uti: randomBytes(16).toString("base64url"),
    ver: "2.0",
    ...(nonce !== null && { nonce }),
    ...(roles.length > 0 && { roles }),
  };
  return signToken(world, claims, app.appId, TOKEN_SECONDS);
}

/** The account's address inside MSAL's cache. */
export function clientFingerprint(account: Account): string {
  return Buffer.from(JSON.stringify({ uid: account.objectId, utid: account.tenantId })).toString("base64url");
}

/** A new refresh token; the oldest ones are forgotten so that the state stays small. */
export function refreshToken(world: World, account: Account, app: AppRegistration): string {
  const token = `1.${randomBytes(48).toString("base64url")}`;
  const expiresAt = new Date(Date.now() + REFRESH_DAYS * 86_400_000).toISOString();
  world.state.refreshTokens.push({
    token,
    clientId: app.appId,
    accountId: account.objectId,
    tenantId: account.tenantId,
    expiresAt,
  });
  world.state.refreshTokens = world.state.refreshTokens.slice(-KEPT_REFRESH_TOKENS);
  world.save();
  return token;
}
