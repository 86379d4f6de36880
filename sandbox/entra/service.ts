import { CLOUDS } from "../core/clouds";
import { firstMatch, type Matcher, route } from "../core/match";
import { found, json, text } from "../core/reply";
import type { SandboxReply, SandboxRequest, Service, World } from "../core/types";
import { authorize } from "./authorize";
import { instanceDiscovery, openIdConfiguration, signingKeys } from "./discovery";
import { type Place, placeOf, redirectFits } from "./place";
import { signedOutPage } from "./sign-in-pages";
import { tokenEndpoint } from "./token-endpoint";

const HOSTS = [
  ...Object.values(CLOUDS).map(({ login }) => login),
  "login.chinacloudapi.cn",
  "login.windows.net",
  "login.microsoft.com",
  "login.sandbox.internal",
  "sts.windows.net",
];

type Handler = (request: SandboxRequest, world: World, place: Place, tenant: string) => SandboxReply;

function signOut(request: SandboxRequest, world: World): SandboxReply {
  const next = request.url.searchParams.get("post_logout_redirect_uri");
  const isOurs = (uri: string) => {
    if (!URL.canParse(uri) || !["127.0.0.1", "localhost"].includes(new URL(uri).hostname)) return false;
    // Any page of an application that registered a reply address on the same machine.
    return world.state.apps.some((app) =>
      app.redirectUris.some((known) =>
        redirectFits(app, new URL(new URL(known.replace(":*", "")).pathname, uri).href),
      ),
    );
  };
  return next && isOurs(next) ? found(next) : signedOutPage();
}

const routes: [Matcher, Handler][] = [
  [
    route("GET", "/common/discovery/instance"),
    (request, _world, place) => instanceDiscovery(place, request.url),
  ],
  [
    route("GET", "/{tenant}/v2.0/.well-known/openid-configuration"),
    (_request, world, place, tenant) => openIdConfiguration(world, place, tenant, 2),
  ],
  [
    route("GET", "/{tenant}/.well-known/openid-configuration"),
    (_request, world, place, tenant) => openIdConfiguration(world, place, tenant, 1),
  ],
  [route("GET", "/{tenant}/discovery/v2.0/keys"), (_request, world, place) => signingKeys(world, place)],
  [route("GET", "/{tenant}/discovery/keys"), (_request, world, place) => signingKeys(world, place)],
  [
    route("POST", "/{tenant}/oauth2/v2.0/token"),
    (request, world, place, tenant) => tokenEndpoint(request, world, place, tenant, 2),
  ],
  [
    route("POST", "/{tenant}/oauth2/token"),
    (request, world, place, tenant) => tokenEndpoint(request, world, place, tenant, 1),
  ],
  [
    route("*", "/{tenant}/oauth2/v2.0/authorize"),
    (request, world, _place, tenant) => authorize(request, world, tenant, "sign-in"),
  ],
  [
    route("*", "/{tenant}/oauth2/authorize"),
    (request, world, _place, tenant) => authorize(request, world, tenant, "sign-in"),
  ],
  [
    route("*", "/{tenant}/v2.0/adminconsent"),
    (request, world, _place, tenant) => authorize(request, world, tenant, "admin-consent"),
  ],
  [
    route("*", "/{tenant}/adminconsent"),
    (request, world, _place, tenant) => authorize(request, world, tenant, "admin-consent"),
  ],
  [route("*", "/{tenant}/oauth2/v2.0/logout"), (request, world) => signOut(request, world)],
  [route("*", "/{tenant}/oauth2/logout"), (request, world) => signOut(request, world)],
];

/** Microsoft Entra; `doorUrl` tells where its pages are for a browser that does not use the proxy. */
export function createEntraService(doorUrl: () => string): Service {
  return {
    name: "entra",
    matches: (host) => HOSTS.includes(host),
    handle: async (request, world) => {
      const method = request.method === "HEAD" ? "GET" : request.method;
      const match = firstMatch(routes, { method, url: request.url });
      if (!match && request.url.pathname === "/") return text(200, "Sandbox sign-in service.\n");
      if (!match)
        return json(404, {
          error: "not_found",
          error_description: "No such endpoint of the sign-in service.",
        });
      const reply = match.found(
        { ...request, method },
        world,
        placeOf(request.host, doorUrl()),
        match.params.tenant ?? "common",
      );
      return { ...reply, headers: { "x-ms-request-id": crypto.randomUUID(), ...reply.headers } };
    },
  };
}
