import { randomUUID } from "node:crypto";
import { json } from "../core/reply";
import type { SandboxReply, World } from "../core/types";
import { escape, page } from "../pages/layout";

/** What Entra refuses: its number, its text, and the OAuth error that goes with it. */
export type Refusal = { code: number; text: string; error: string };

const refusal = (error: string, code: number, text: string): Refusal => ({ error, code, text });

/** Entra's refusals by reason; texts follow the shape of the real ones. */
export const refusals = {
  tenantUnknown: (tenant: string) =>
    refusal(
      "invalid_request",
      90002,
      `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.`,
    ),
  appUnknown: (app: string, tenant: string) =>
    refusal(
      "unauthorized_client",
      700016,
      `Application with identifier '${app}' was not found in the directory '${tenant}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.`,
    ),
  replyUrl: (app: string, uri: string) =>
    refusal(
      "invalid_request",
      50011,
      `The redirect URI '${uri}' specified in the request does not match the redirect URIs configured for the application '${app}'.`,
    ),
  wrongTenant: (upn: string, tenant: string, app: string) =>
    refusal(
      "invalid_grant",
      50020,
      `User account '${upn}' from identity provider does not exist in tenant '${tenant}' and cannot access the application '${app}' in that tenant. The account needs to be added as an external user in the tenant first.`,
    ),
  adminNeeded: (app: string) =>
    refusal(
      "access_denied",
      90094,
      `Admin consent is required: '${app}' needs permission to access resources in your organization that only an admin can grant.`,
    ),
  declined: () => refusal("access_denied", 65004, "User declined to consent to access the app."),
  interaction: () =>
    refusal("interaction_required", 50058, "A silent sign-in request was sent but no user is signed in."),
  consentMissing: (app: string, name: string) =>
    refusal(
      "invalid_grant",
      65001,
      `The user or administrator has not consented to use the application with ID '${app}' named '${name}'. Send an interactive authorization request for this user and resource.`,
    ),
  resourceMissing: (resource: string, tenant: string) =>
    refusal(
      "invalid_resource",
      500011,
      `The resource principal named ${resource} was not found in the tenant named ${tenant}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.`,
    ),
  scopeInvalid: (scope: string) =>
    refusal(
      "invalid_scope",
      70011,
      `The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope ${scope} is not valid.`,
    ),
  severalResources: (scope: string) =>
    refusal(
      "invalid_request",
      28000,
      `Provided value for the input parameter scope is not valid because it contains more than one resource. Scope ${scope} is not valid.`,
    ),
  defaultOnly: (scope: string) =>
    refusal(
      "invalid_scope",
      1002012,
      `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
    ),
  secretWrong: (app: string) =>
    refusal(
      "invalid_client",
      7000215,
      `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${app}'.`,
    ),
  secretMissing: () =>
    refusal(
      "invalid_client",
      7000218,
      "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
    ),
  assertionUnknown: () =>
    refusal(
      "invalid_client",
      700027,
      "The certificate with identifier used to sign the client assertion is not registered on application.",
    ),
  principalMissing: (app: string, tenant: string) =>
    refusal(
      "unauthorized_client",
      7000229,
      `The client application ${app} is missing service principal in the tenant ${tenant}.`,
    ),
  principalDisabled: (app: string, name: string) =>
    refusal("unauthorized_client", 7000112, `Application '${app}'(${name}) is disabled.`),
  codeUsed: () =>
    refusal(
      "invalid_grant",
      54005,
      "OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.",
    ),
  codeExpired: () =>
    refusal(
      "invalid_grant",
      70008,
      "The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.",
    ),
  codeUnknown: () => refusal("invalid_grant", 9002313, "Invalid request. Request is malformed or invalid."),
  codeRedirect: () =>
    refusal(
      "invalid_client",
      500112,
      "The reply address does not match the reply address provided when requesting Authorization code.",
    ),
  codeClient: () =>
    refusal(
      "invalid_grant",
      70000,
      "The provided authorization code or refresh token was not issued to this client.",
    ),
  verifierMissing: () =>
    refusal(
      "invalid_grant",
      50148,
      "The code_verifier does not match the code_challenge supplied in the authorization request for PKCE.",
    ),
  verifierWrong: () =>
    refusal(
      "invalid_grant",
      501481,
      "The Code_Verifier does not match the code_challenge supplied in the authorization request.",
    ),
  refreshExpired: () => refusal("invalid_grant", 700082, "The refresh token has expired due to inactivity."),
  grantUnknown: (grant: string) =>
    refusal("unsupported_grant_type", 70003, `The app requested an unsupported grant type '${grant}'.`),
  noTenant: () =>
    refusal(
      "invalid_request",
      50059,
      "No tenant-identifying information found in either the request or implied by any provided credentials.",
    ),
  responseType: (type: string) =>
    refusal(
      "unsupported_response_type",
      700054,
      `response_type '${type}' is not enabled for the application.`,
    ),
  parameterMissing: (name: string) =>
    refusal("invalid_request", 900144, `The request body must contain the following parameter: '${name}'.`),
} as const;

type Marks = { traceId: string; correlationId: string; timestamp: string };

function marks(world: World): Marks {
  const timestamp = `${world.now().toISOString().slice(0, 19).replace("T", " ")}Z`;
  return { traceId: randomUUID(), correlationId: randomUUID(), timestamp };
}

/** The long text with its trace, as it stands in error_description. */
export function describe({ code, text }: Refusal, { traceId, correlationId, timestamp }: Marks): string {
  return `AADSTS${code}: ${text} Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`;
}

/** A refusal of the token endpoint. */
export function refuseJson(world: World, given: Refusal, correlation?: string): SandboxReply {
  const made = marks(world);
  if (correlation) made.correlationId = correlation;
  return json(given.error === "invalid_client" ? 401 : 400, {
    error: given.error,
    error_description: describe(given, made),
    error_codes: [given.code],
    timestamp: made.timestamp,
    trace_id: made.traceId,
    correlation_id: made.correlationId,
    error_uri: `https://login.microsoftonline.com/error?code=${given.code}`,
  });
}

/** A refusal that a person reads, when there is nowhere safe to send the browser. */
export function refusePage(world: World, given: Refusal): SandboxReply {
  const { traceId, correlationId, timestamp } = marks(world);
  const body = `<p role="alert">AADSTS${given.code}: ${escape(given.text)}</p>
<pre>Trace ID: ${traceId}
Correlation ID: ${correlationId}
Timestamp: ${timestamp}</pre>
<p>Go back in your browser to choose differently.</p>`;
  return page({ title: "Sorry, but we're having trouble signing you in", body, status: 400, narrow: true });
}

/** A refusal that is sent back to the application, as query parameters. */
export function refusalParameters(world: World, given: Refusal): Record<string, string> {
  const error = given.error === "invalid_grant" ? "access_denied" : given.error;
  return {
    error,
    error_description: describe(given, marks(world)),
    ...(given.code === 65004 && { error_subcode: "cancel" }),
  };
}
