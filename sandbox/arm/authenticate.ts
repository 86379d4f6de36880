import { CLOUDS, cloudOfHost } from "../core/clouds";
import { verifyBearer } from "../core/tokens";
import type { Caller, SandboxRequest, Subscription, World } from "../core/types";
import { ArmError } from "./arm-error";

/** Tokens are for one cloud: one of another is for nobody here. */
function audiencesOf(host: string): string[] {
  const cloud = cloudOfHost("resourceManager", host) ?? CLOUDS.public;
  return [`https://${cloud.resourceManager}`, `https://${cloud.resourceManagerAlias}`];
}

function refuse(tenantId: string, code: string, message: string): ArmError {
  return new ArmError(401, code, message, {
    "www-authenticate":
      `Bearer authorization_uri="https://login.windows.net/${tenantId}", error="invalid_token", ` +
      `error_description="${message.replaceAll('"', "'")}"`,
  });
}

/** Who is calling; throws the 401 that Azure answers to a missing, expired, foreign or misdirected token. */
export function authenticate(request: SandboxRequest, world: World): Caller {
  const verdict = verifyBearer(request, world, audiencesOf(request.host));
  if (verdict.ok) return verdict.caller;
  switch (verdict.reason) {
    case "missing":
      throw refuse(
        "common",
        "AuthenticationFailed",
        "Authentication failed. The 'Authorization' header is missing.",
      );
    case "expired":
      throw refuse(
        "common",
        "ExpiredAuthenticationToken",
        `The access token expiry UTC time '${verdict.detail}' is earlier than current UTC time ` +
          `'${world.now().toISOString()}'.`,
      );
    case "audience":
      throw refuse(
        "common",
        "InvalidAuthenticationTokenAudience",
        `The access token has been obtained for wrong audience or resource '${verdict.detail}'. It should exactly ` +
          `match with one of the allowed audiences '${audiencesOf(request.host)
            .flatMap((one) => [`${one}/`, one])
            .join("','")}'.`,
      );
    case "signature":
      throw refuse("common", "InvalidAuthenticationToken", "The access token is invalid.");
  }
}

/** Refuses a token of another directory than the subscription's. */
export function requireTenant(caller: Caller, subscription: Subscription): void {
  if (caller.tenantId.toLowerCase() === subscription.tenantId.toLowerCase()) return;
  const issuer = (id: string) => `https://sts.windows.net/${id}/`;
  throw refuse(
    subscription.tenantId,
    "InvalidAuthenticationTokenTenant",
    `The access token is from the wrong issuer '${issuer(caller.tenantId)}'. It must match the tenant ` +
      `'${issuer(subscription.tenantId)}' associated with this subscription. Please use the authority (URL) ` +
      `'https://login.windows.net/${subscription.tenantId}' to get the token. Note, if the subscription is ` +
      "transferred to another tenant there is no impact to the services, but information about new tenant could " +
      "take time to propagate (up to an hour). If you just transferred your subscription and see this error " +
      "message, please try back later.",
  );
}
