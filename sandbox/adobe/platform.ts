import { firstMatch, type Matcher, type Params, route } from "../core/match";
import type { SandboxReply, SandboxRequest, Service, World } from "../core/types";
import { CMK_PERMISSION } from "../seed/adobe";
import { ADOBE_REDIRECT_URI } from "../seed/names";
import { adobeJson, problem } from "./adobe-reply";
import { readStatus, sendKey } from "./cmk-configs";
import { type Entrant, enter, regionOf } from "./gateway";

type Handler = (
  request: SandboxRequest,
  world: World,
  entrant: Entrant,
  params: Params,
) => SandboxReply | Promise<SandboxReply>;

/** The application to consent to, and the address where that happens: it names /common/, whoever asks. */
function appRegistration(_request: SandboxRequest, world: World, { org }: Entrant): SandboxReply {
  const app = world.state.apps.find((candidate) => candidate.appId === org.cmkAppId);
  const consent = new URL("https://login.microsoftonline.com/common/oauth2/authorize");
  consent.search = new URLSearchParams({
    response_type: "code",
    client_id: org.cmkAppId,
    redirect_uri: ADOBE_REDIRECT_URI,
    scope: "user.read",
  }).toString();
  return adobeJson(200, {
    id: "byok",
    name: app?.displayName ?? "Adobe CMK",
    applicationUri: `https://adobe.onmicrosoft.com/${org.cmkAppId}`,
    applicationId: org.cmkAppId,
    applicationRedirectUrl: consent.href,
  });
}

const routes: [Matcher, Handler][] = [
  [route("GET", "/data/infrastructure/manager/byok/app-registration"), appRegistration],
  [route("POST", "/data/infrastructure/manager/customer/config"), sendKey],
  [
    route("GET", "/data/infrastructure/manager/customer/config/{name}"),
    (request, world, entrant, { name = "" }) => readStatus(request, world, entrant, name),
  ],
];

/** Adobe Experience Platform behind its gateway: the customer-managed key API. */
export const platformService: Service = {
  name: "adobe-platform",
  matches: (host) => regionOf(host) !== null,
  handle: async (request, world) => {
    const entry = enter(request, world);
    if ("stopped" in entry) return entry.stopped;
    const match = firstMatch(routes, request);
    if (!match) return problem(404, "NotFoundError", "The requested resource was not found");
    const { org, credential } = entry.entrant;
    if (!credential.permissions.includes(CMK_PERMISSION))
      return problem(403, "ForbiddenError", `The permission "${CMK_PERMISSION}" is needed`);
    if (org.shield === "none")
      return problem(403, "ForbiddenError", "The organization is not entitled to customer managed keys");
    return match.found(request, world, entry.entrant, match.params);
  },
};
