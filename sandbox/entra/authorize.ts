import { randomBytes, randomUUID } from "node:crypto";
import { found } from "../core/reply";
import type { Account, AppRegistration, SandboxReply, SandboxRequest, Tenant, World } from "../core/types";
import { formFields } from "../pages/layout";
import { addPrincipal, grantListed, mayConsent } from "./consent";
import { appNamed, principalIn, redirectFits, tenantNamed } from "./place";
import { type Refusal, refusalParameters, refusals, refusePage } from "./refusal";
import { readScope } from "./scopes";
import { chooserPage, closingPage, consentPage, formPostPage } from "./sign-in-pages";

/** sign-in: the authorize endpoint. admin-consent: the endpoint that only adds an application to a directory. */
export type Purpose = "sign-in" | "admin-consent";

const CODE_MINUTES = 10;

type Ask = {
  world: World;
  app: AppRegistration;
  fields: URLSearchParams;
  redirectUri: string;
  purpose: Purpose;
};

/** Loopback addresses are sent to; others lie outside the sandbox, so that a page says where they would lead. */
function isReachable(uri: string): boolean {
  return ["127.0.0.1", "localhost"].includes(new URL(uri).hostname);
}

function withParameters(uri: string, parameters: Record<string, string>): string {
  const url = new URL(uri);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}

function sendBack({ fields, redirectUri }: Ask, parameters: Record<string, string>): SandboxReply {
  const state = fields.get("state");
  const all = { ...parameters, ...(state !== null && { state }) };
  const mode = fields.get("response_mode") ?? "query";
  if (mode === "form_post") return formPostPage(redirectUri, all);
  if (mode === "fragment") return found(`${redirectUri}#${new URLSearchParams(all)}`);
  return found(withParameters(redirectUri, all));
}

function refuse(ask: Ask, refusal: Refusal): SandboxReply {
  if (!isReachable(ask.redirectUri)) return refusePage(ask.world, refusal);
  return sendBack(ask, refusalParameters(ask.world, refusal));
}

function homeOf(world: World, account: Account): Tenant | undefined {
  return world.state.tenants.find((candidate) => candidate.id === account.tenantId);
}

function issueCode({ world, app, fields, redirectUri }: Ask, account: Account): string {
  const code = `0.${randomBytes(32).toString("base64url")}`;
  const expiresAt = new Date(Date.now() + CODE_MINUTES * 60_000).toISOString();
  world.state.authCodes = world.state.authCodes.filter((kept) => Date.parse(kept.expiresAt) > Date.now());
  world.state.authCodes.push({
    code,
    clientId: app.appId,
    redirectUri,
    accountId: account.objectId,
    tenantId: account.tenantId,
    scope: fields.get("scope") ?? "openid profile",
    nonce: fields.get("nonce"),
    challenge: fields.get("code_challenge"),
    challengeMethod: fields.get("code_challenge_method"),
    expiresAt,
    used: false,
  });
  world.save();
  return code;
}

function succeed(ask: Ask, account: Account, tenant: Tenant, isNew: boolean): SandboxReply {
  const { world, app, fields, redirectUri, purpose } = ask;
  const scope = fields.get("scope");
  const parameters: Record<string, string> =
    purpose === "admin-consent"
      ? { admin_consent: "True", tenant: tenant.id, ...(scope && { scope }) }
      : { code: isReachable(redirectUri) ? issueCode(ask, account) : "…", session_state: randomUUID() };
  if (isReachable(redirectUri)) return sendBack(ask, parameters);
  const state = fields.get("state");
  const next = withParameters(redirectUri, { ...parameters, ...(state && { state }) });
  return closingPage({
    app,
    tenant,
    next,
    granted: Boolean(principalIn(world, app.appId, tenant.id)),
    isNew,
  });
}

/** What follows once an account was chosen: the right directory, consent where it is missing, then back. */
function continueAs(
  ask: Ask,
  account: Account,
  segment: string,
  answer: string | null,
  silent: boolean,
): SandboxReply {
  const { world, app, fields, redirectUri, purpose } = ask;
  const tenant = homeOf(world, account);
  const named = tenantNamed(world, segment);
  if (!tenant || !named) return refusePage(world, refusals.tenantUnknown(segment));
  const shared = "shared" in named ? named.shared : null;
  if (shared === "consumers" || ("tenant" in named && named.tenant.id !== tenant.id)) {
    const wanted = "tenant" in named ? named.tenant.displayName : "Microsoft accounts";
    return refusePage(world, refusals.wrongTenant(account.upn, wanted, app.appId));
  }
  if (!app.multiTenant && app.homeTenantId !== tenant.id)
    return refusePage(world, refusals.wrongTenant(account.upn, tenant.displayName, app.appId));
  const missing = !principalIn(world, app.appId, tenant.id);
  const prompted = ["consent", "admin_consent"].includes(fields.get("prompt") ?? "");
  if (missing || prompted || purpose === "admin-consent") {
    if (silent) return refuse(ask, refusals.consentMissing(app.appId, app.displayName));
    if (!mayConsent(account)) return refusePage(world, refusals.adminNeeded(app.displayName));
    if (answer === null) return consentPage(account, app, tenant, fields.get("scope") ?? "");
    if (answer !== "accept" && isReachable(redirectUri)) return refuse(ask, refusals.declined());
    if (answer !== "accept") {
      const next = withParameters(redirectUri, refusalParameters(world, refusals.declined()));
      return closingPage({ app, tenant, next, granted: false, isNew: false });
    }
    const added = addPrincipal(world, app, tenant.id);
    if (purpose === "admin-consent") grantListed(world, app, added.principal);
    return succeed(ask, account, tenant, added.isNew);
  }
  const wanted = readScope(fields.get("scope") ?? "openid");
  if (!wanted.ok && wanted.reason === "unknown")
    return refuse(ask, refusals.resourceMissing(wanted.resource, tenant.displayName));
  return succeed(ask, account, tenant, false);
}

/** The authorize and admin-consent endpoints: pages for a person, a redirect at the end. */
export function authorize(
  request: SandboxRequest,
  world: World,
  segment: string,
  purpose: Purpose,
): SandboxReply {
  const posted = request.method === "POST" ? formFields(request.body) : new URLSearchParams();
  const fields = new URLSearchParams([...request.url.searchParams, ...posted]);
  if (!tenantNamed(world, segment)) return refusePage(world, refusals.tenantUnknown(segment));
  const clientId = fields.get("client_id");
  if (!clientId) return refusePage(world, refusals.parameterMissing("client_id"));
  const app = appNamed(world, clientId);
  if (!app) return refusePage(world, refusals.appUnknown(clientId, segment));
  const redirectUri = fields.get("redirect_uri") ?? app.redirectUris.find((uri) => !uri.includes("*")) ?? "";
  if (!redirectFits(app, redirectUri)) return refusePage(world, refusals.replyUrl(app.appId, redirectUri));
  const ask: Ask = { world, app, fields, redirectUri, purpose };
  const type = fields.get("response_type") ?? (purpose === "sign-in" ? "" : "code");
  if (!type.split(" ").includes("code")) return refuse(ask, refusals.responseType(type));

  const hint = fields.get("login_hint");
  const silent = fields.get("prompt") === "none";
  const chosen = posted.get("account");
  const account = world.state.accounts.find((candidate) =>
    silent ? candidate.upn.toLowerCase() === hint?.toLowerCase() : candidate.objectId === chosen,
  );
  if (account) return continueAs(ask, account, segment, posted.get("consent"), silent);
  if (silent) return refuse(ask, refusals.interaction());
  return chooserPage(world, app, hint);
}
