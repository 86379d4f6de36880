import { cloudOfHost } from "../core/clouds";
import { firstMatch, type Matcher, type Params, route } from "../core/match";
import { verifyBearer } from "../core/tokens";
import type { Caller, SandboxReply, SandboxRequest, Service, World } from "../core/types";
import { directoryAudits } from "./directory-audits";
import { listApplications, objectsByIds } from "./directory-objects";
import { graphError } from "./graph-reply";
import { me, myMemberships, oneUser, organization, users } from "./people";
import {
  createPrincipal,
  listPrincipals,
  onePrincipal,
  removePrincipal,
  updatePrincipal,
} from "./service-principals";

type Handler = (request: SandboxRequest, world: World, caller: Caller, params: Params) => SandboxReply;

const GRAPH_ID = "00000003-0000-0000-c000-000000000000";

function castOf(cast: string | undefined): string | null {
  return cast?.replace(/^microsoft\.graph\./i, "") ?? null;
}

const routes: [Matcher, Handler][] = [
  [route("GET", "/v1.0/me"), (request, world, caller) => me(request, world, caller)],
  [
    route("GET", "/v1.0/me/{relation}/{cast}"),
    (request, world, caller, { cast }) => myMemberships(request, world, caller, castOf(cast)),
  ],
  [
    route("GET", "/v1.0/me/transitiveMemberOf"),
    (request, world, caller) => myMemberships(request, world, caller, null),
  ],
  [
    route("GET", "/v1.0/me/memberOf"),
    (request, world, caller) => myMemberships(request, world, caller, null),
  ],
  [route("GET", "/v1.0/organization"), organization],
  [route("GET", "/v1.0/users"), users],
  [route("GET", "/v1.0/applications"), listApplications],
  [route("GET", "/v1.0/auditLogs/directoryAudits"), directoryAudits],
  [route("POST", "/v1.0/directoryObjects/getByIds"), objectsByIds],
  [
    route("GET", "/v1.0/users/{id}"),
    (request, world, caller, { id = "" }) => oneUser(request, world, caller, id),
  ],
  [route("GET", "/v1.0/servicePrincipals"), listPrincipals],
  [route("POST", "/v1.0/servicePrincipals"), createPrincipal],
  [
    route("GET", "/v1.0/servicePrincipals(appId='{appId}')"),
    (request, world, caller, { appId = "" }) => onePrincipal(request, world, caller, "appId", appId),
  ],
  [
    route("GET", "/v1.0/servicePrincipals/{id}"),
    (request, world, caller, { id = "" }) => onePrincipal(request, world, caller, "id", id),
  ],
  [
    route("DELETE", "/v1.0/servicePrincipals/{id}"),
    (request, world, caller, { id = "" }) => removePrincipal(request, world, caller, id),
  ],
  [
    route("PATCH", "/v1.0/servicePrincipals/{id}"),
    (request, world, caller, { id = "" }) => updatePrincipal(request, world, caller, id),
  ],
];

const REASONS = {
  missing: "Access token is empty.",
  expired: "Lifetime validation failed, the token is expired.",
  audience: "Access token validation failure. Invalid audience.",
  signature: "CompactToken parsing failed with error code: 80049217",
} as const;

/** Microsoft Graph v1.0, the part that deals with service principals and the signed-in person. */
export const graphService: Service = {
  name: "graph",
  matches: (host) => cloudOfHost("graph", host) !== null,
  handle: async (request, world) => {
    const verdict = verifyBearer(request, world, [`https://${request.host}`, GRAPH_ID]);
    if (!verdict.ok) {
      const reply = graphError(request, world, 401, "InvalidAuthenticationToken", REASONS[verdict.reason]);
      return {
        ...reply,
        headers: {
          ...reply.headers,
          "www-authenticate": `Bearer realm="", authorization_uri="https://${cloudOfHost("graph", request.host)?.login}/common/oauth2/authorize"`,
        },
      };
    }
    const method = request.method === "HEAD" ? "GET" : request.method;
    const match = firstMatch(routes, { method, url: request.url });
    if (!match) {
      const segment = request.url.pathname.split("/")[2] ?? "";
      return graphError(
        request,
        world,
        400,
        "BadRequest",
        `Resource not found for the segment '${segment}'.`,
      );
    }
    return match.found(request, world, verdict.caller, match.params);
  },
};
