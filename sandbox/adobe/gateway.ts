import type { AdobeCredential, AdobeOrg } from "../core/adobe-types";
import { readToken } from "../core/tokens";
import type { SandboxReply, SandboxRequest, World } from "../core/types";
import { gatewayError, problem } from "./adobe-reply";
import { IMS_AUDIENCE } from "./ims";

const API_KEY = "acp_provisioning";

export type Entrant = { org: AdobeOrg; credential: AdobeCredential };

/** The region of a platform host: none named means VA7. */
export function regionOf(host: string): string | null {
  if (host === "platform.adobe.io") return "va7";
  return /^platform-([a-z]{3}[0-9])\.adobe\.io$/.exec(host)?.[1] ?? null;
}

function bearer(request: SandboxRequest): string | null {
  return /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? "")?.[1] ?? null;
}

/** The gateway's checks in their documented order; who may pass, or the answer that stops the call. */
export function enter(
  request: SandboxRequest,
  world: World,
): { entrant: Entrant } | { stopped: SandboxReply } {
  const stop = (code: string, message: string) => ({ stopped: gatewayError(code, message) });
  const token = bearer(request);
  if (!token) return stop("403010", "Oauth token is missing.");
  const claims = readToken(world, token);
  const isGood = claims?.aud === IMS_AUDIENCE && Number(claims.exp) * 1000 > Date.now();
  if (!claims || !isGood) return stop("401013", "Oauth token is not valid");
  const apiKey = request.headers["x-api-key"];
  if (!apiKey) return stop("403000", "Api Key is required");
  if (apiKey !== API_KEY) return stop("403003", "Api Key is invalid");
  const imsOrgId = request.headers["x-gw-ims-org-id"];
  if (!imsOrgId) return stop("400003", "Missing header: x-gw-ims-org-id");
  const credential = world.state.adobeCredentials.find(
    (candidate) => candidate.clientId === claims.client_id,
  );
  const org = world.state.adobeOrgs.find((candidate) => candidate.imsOrgId === imsOrgId);
  if (!credential || !org || claims.org !== imsOrgId) return stop("403025", "Profile is not valid");
  if (regionOf(request.host) !== org.region)
    return {
      stopped: problem(404, "NotFoundError", `Organization ${imsOrgId} was not found in this region.`),
    };
  return { entrant: { org, credential } };
}
