import { gatewayError, problem } from "../adobe/adobe-reply";
import { IMS_AUDIENCE } from "../adobe/ims";
import type { EventRegistration } from "../core/adobe-types";
import { firstMatch, type Matcher, type Params, route } from "../core/match";
import { empty, json, text } from "../core/reply";
import { readToken } from "../core/tokens";
import type { SandboxReply, SandboxRequest, Service, World } from "../core/types";
import { registrationOf } from "./outbox";
import { publicKeyAt } from "./signing";

const API = "api.adobe.io";
const JOURNAL = "events-va6.adobe.io";
const RETRY_SECONDS = "10";

type Ask = { request: SandboxRequest; world: World; registration: EventRegistration };

/** Whose token it is, or the answer that stops the call. */
function clientOf(request: SandboxRequest, world: World): string | SandboxReply {
  const token = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? "")?.[1];
  if (!token) return gatewayError("403010", "Oauth token is missing.");
  const claims = readToken(world, token);
  if (!claims || claims.aud !== IMS_AUDIENCE || Number(claims.exp) * 1000 <= Date.now())
    return gatewayError("401013", "Oauth token is not valid");
  if (!String(claims.scope).split(",").includes("adobeio_api"))
    return gatewayError("403027", "The token lacks the scope adobeio_api");
  if (request.headers["x-api-key"] !== claims.client_id) return gatewayError("403003", "Api Key is invalid");
  return String(claims.client_id);
}

function registrationReply({ registration }: Ask): SandboxReply {
  const { consumerOrgId, projectId, workspaceId, integrationId, registrationId, status } = registration;
  const place = `${consumerOrgId}/${projectId}/${workspaceId}/registrations/${registrationId}`;
  const events = `https://${JOURNAL}/events/organizations/${consumerOrgId}/integrations/${integrationId}/${registrationId}`;
  const words = { Pending: "pending", Active: "verified", Unstable: "unstable", Disabled: "disabled" };
  return json(
    200,
    {
      _links: { self: { href: `https://${API}/events/${place}` }, "rel:events": { href: events } },
      id: 248723,
      registration_id: registrationId,
      name: registration.name,
      client_id: registration.clientId,
      delivery_type: "webhook",
      webhook_url: registration.webhookUrl,
      webhook_status: words[status],
      enabled: status !== "Disabled",
      events_of_interest: [{ provider_id: "aem_platform_notifications", event_code: "*" }],
    },
    { "content-type": "application/hal+json" },
  );
}

/** A page of the journal from a position on; positions that have left it are gone. */
function journalReply({ request, registration }: Ask): SandboxReply {
  const query = request.url.searchParams;
  const { journal, lastPosition } = registration;
  const since = query.has("latest")
    ? lastPosition
    : query.get("since") === null
      ? null
      : Number(query.get("since"));
  const oldest = journal[0]?.position ?? lastPosition + 1;
  if (since !== null && (!Number.isInteger(since) || since < oldest - 1 || since > lastPosition))
    return text(410, `Events at position ${query.get("since")} have expired.`);
  const limit = Number(query.get("limit") ?? 100) || 100;
  const page = journal.filter(({ position }) => position > (since ?? 0)).slice(0, limit);
  const last = page.at(-1)?.position ?? since ?? oldest - 1;
  const next = new URLSearchParams({
    since: String(last),
    ...(query.has("limit") ? { limit: String(limit) } : {}),
  });
  const link = `<${request.url.pathname}?${next}>; rel="next", <${request.url.pathname}/validate?${next}>; rel="validate"`;
  if (page.length === 0) return empty(204, { "retry-after": RETRY_SECONDS, link });
  const events = page.map(({ position, event }) => ({ position: String(position), event }));
  return json(200, { events, _page: { last: String(last), count: events.length } }, { link });
}

const routes: [Matcher, (ask: Ask, params: Params) => SandboxReply][] = [
  [route("GET", "/events/{consumer}/{project}/{workspace}/registrations/{id}"), registrationReply],
  [route("GET", "/events/organizations/{consumer}/integrations/{integration}/{id}"), journalReply],
];

/** Registration and Journaling of Adobe I/O Events. */
export const eventsApiService: Service = {
  name: "adobe-events",
  matches: (host) => host === API || host === JOURNAL,
  handle: async (request, world) => {
    const client = clientOf(request, world);
    if (typeof client !== "string") return client;
    const match = firstMatch(routes, request);
    const registration = registrationOf(world, match?.params.id ?? "");
    const isOwn =
      registration?.clientId === client &&
      registration.imsOrgId === request.headers["x-ims-org-id"] &&
      registration.consumerOrgId === match?.params.consumer;
    if (!match || !registration || !isOwn)
      return problem(404, "NotFoundError", "The registration was not found");
    return match.found({ request, world, registration }, match.params);
  },
};

/** Where I/O Events publishes its public keys. */
export const eventKeysService: Service = {
  name: "adobe-event-keys",
  matches: (host) => host === "static.adobeioevents.com",
  handle: async ({ method, url }, world) => {
    const key = method === "GET" ? publicKeyAt(world, url.pathname) : null;
    return key ? text(200, key, { "content-type": "application/x-pem-file" }) : text(404, "Not found");
  },
};

/** Where an address that did not echo its challenge is confirmed by hand. */
export const validationService: Service = {
  name: "adobe-csm",
  matches: (host) => host === "csm.adobe.io",
  handle: async ({ method, url }, world) => {
    const registration = registrationOf(world, url.searchParams.get("id") ?? "");
    const { validation } = registration ?? {};
    const isGood =
      method === "GET" &&
      url.pathname === "/csm/registrations/validate" &&
      validation?.challenge === url.searchParams.get("challenge") &&
      validation !== null &&
      validation !== undefined &&
      validation.until > new Date().toISOString();
    if (!registration || !isGood) return json(404, { message: "The validation has expired or is unknown." });
    Object.assign(registration, { status: "Active", validation: null });
    world.save();
    return json(200, { message: "The registration is active." });
  },
};
