import { advanceEnablements } from "../adobe/enablement";
import { type AnswerKind, answerTicket, fileTicket, ticketNamed } from "../care/tickets";
import type { ExchangeLog } from "../core/exchange-log";
import { firstMatch, type Matcher, type Params, route } from "../core/match";
import { empty, json, seeOther } from "../core/reply";
import type { SandboxReply, SandboxRequest, World } from "../core/types";
import type { DoorPart } from "../door/door";
import { monitorSoon } from "../events/monitor";
import { formFields } from "../pages/layout";
import { demoManifest } from "../seed/manifest";
import { type DriftAsk, DriftRefused } from "./drift";
import { EVENT_ROUTES } from "./events";
import { readFault } from "./fault-input";
import { controlPage } from "./page";
import { changeSettings, forwardClock } from "./settings";
import { shownState } from "./shown-state";
import { beginStory, endStory, STORIES } from "./stories";
import { shownStories } from "./story-part";
import { atPlace, storyPlaces } from "./story-places";

type Fields = Record<string, unknown>;
type Ask = { world: World; log: ExchangeLog; request: SandboxRequest; fields: Fields; params: Params };
type Handler = (ask: Ask) => SandboxReply | Promise<SandboxReply>;

const isForm = (request: SandboxRequest) => /urlencoded/i.test(request.headers["content-type"] ?? "");

function readFields(request: SandboxRequest): Fields | null {
  if (isForm(request))
    return Object.fromEntries([...formFields(request.body)].filter(([, value]) => value !== ""));
  if (request.body.length === 0) return {};
  try {
    const body: unknown = JSON.parse(request.body.toString("utf8"));
    return typeof body === "object" && body !== null && !Array.isArray(body) ? (body as Fields) : null;
  } catch {
    return null;
  }
}

/** A form goes back to the page, a program gets JSON. */
function done(
  { request, world }: Ask,
  trouble: string | null,
  body: object = { ok: true },
  status = 200,
): SandboxReply {
  if (isForm(request)) return trouble ? controlPage(world, trouble) : seeOther("/control?done=yes");
  return trouble ? json(400, { error: trouble }) : json(status, body);
}

function doDrift(ask: Ask): SandboxReply {
  const { action, ...where } = ask.fields;
  try {
    const { before: _hidden, ...story } = beginStory(
      ask.world,
      String(action ?? ""),
      atPlace(ask.world, where as DriftAsk),
    );
    monitorSoon(ask.world);
    return done(ask, null, { ok: true, story });
  } catch (error) {
    if (error instanceof DriftRefused) return done(ask, error.message);
    throw error;
  }
}

function undoStory(ask: Ask): SandboxReply {
  try {
    endStory(ask.world, ask.params.id ?? "");
    monitorSoon(ask.world);
    return done(ask, null);
  } catch (error) {
    if (error instanceof DriftRefused) return done(ask, error.message);
    throw error;
  }
}

function addFault(ask: Ask): SandboxReply {
  const fault = readFault(ask.fields);
  if (typeof fault === "string") return done(ask, fault);
  ask.world.state.faults.push(fault);
  ask.world.save();
  return done(ask, null, fault, 201);
}

function removeFaults(ask: Ask, id: string | null): SandboxReply {
  ask.world.state.faults = ask.world.state.faults.filter((fault) => id !== null && fault.id !== id);
  ask.world.save();
  return isForm(ask.request) ? seeOther("/control?done=yes") : empty(204);
}

async function answer(ask: Ask): Promise<SandboxReply> {
  const ticket = ticketNamed(ask.world, ask.params.id ?? "");
  if (!ticket) return json(404, { error: "No such ticket." });
  const asked = ask.fields.kind;
  const kind: AnswerKind = asked === "confirm" || asked === "details" ? asked : "text";
  const answered = await answerTicket(
    ask.world,
    ticket,
    kind,
    String(ask.fields.text ?? ""),
    ask.fields.despite === true,
  );
  return answered.ok ? json(200, ticket) : json(409, { error: answered.warning });
}

const routes: [Matcher, Handler][] = [
  [
    route("GET", "/control"),
    async ({ world, request }) => {
      await advanceEnablements(world);
      return controlPage(world, null, request.url.searchParams.has("done"));
    },
  ],
  [
    route("POST", "/control/reset"),
    (ask) => {
      ask.world.reset();
      ask.log.clear();
      return done(ask, null);
    },
  ],
  [
    route("POST", "/control/clock"),
    async (ask) => {
      const trouble = forwardClock(ask.world, ask.fields.forwardMs);
      await advanceEnablements(ask.world);
      return done(ask, trouble, { now: ask.world.now().toISOString() });
    },
  ],
  [
    route("POST", "/control/settings"),
    (ask) => done(ask, changeSettings(ask.world, ask.fields), ask.world.state.settings),
  ],
  [route("GET", "/control/settings"), ({ world }) => json(200, world.state.settings)],
  [route("GET", "/control/faults"), ({ world }) => json(200, { faults: world.state.faults })],
  [route("POST", "/control/faults"), addFault],
  [route("POST", "/control/faults/clear"), (ask) => removeFaults(ask, null)],
  [route("DELETE", "/control/faults"), (ask) => removeFaults(ask, null)],
  [route("DELETE", "/control/faults/{id}"), (ask) => removeFaults(ask, ask.params.id ?? "")],
  [route("POST", "/control/drift"), doDrift],
  [
    route("GET", "/control/stories"),
    ({ world }) => json(200, { stories: STORIES, places: storyPlaces(world), happened: shownStories(world) }),
  ],
  [route("POST", "/control/stories"), doDrift],
  [route("POST", "/control/stories/{id}/undo"), undoStory],
  [
    route("GET", "/control/state"),
    async ({ world }) => {
      await advanceEnablements(world);
      return json(200, { now: world.now().toISOString(), ...shownState(world.state) });
    },
  ],
  [route("GET", "/control/demo"), ({ world }) => json(200, demoManifest(world.state))],
  [
    route("GET", "/control/log"),
    ({ log, request }) =>
      json(200, {
        records: log.records,
        exchanges: log.since(Number(request.url.searchParams.get("since") ?? 0) || 0),
      }),
  ],
  [route("GET", "/control/care"), ({ world }) => json(200, { tickets: world.state.careTickets })],
  [
    route("POST", "/control/care"),
    ({ world, fields }) => {
      const { imsOrgId, subject, body } = fields;
      if (typeof body !== "string" || body.trim() === "")
        return json(400, { error: "The ticket has no text." });
      const ticket = fileTicket(world, {
        imsOrgId: typeof imsOrgId === "string" ? imsOrgId : null,
        subject: String(subject ?? ""),
        body,
      });
      return json(201, ticket);
    },
  ],
  [
    route("GET", "/control/care/{id}"),
    ({ world, params }) => {
      const ticket = ticketNamed(world, params.id ?? "");
      return ticket ? json(200, ticket) : json(404, { error: "No such ticket." });
    },
  ],
  [route("POST", "/control/care/{id}/answers"), answer],
  ...EVENT_ROUTES,
];

/** The switches of the sandbox: a page for a person, JSON for tests. */
export function createControlPart(log: ExchangeLog): DoorPart {
  return {
    prefix: "/control",
    handle: async (request, world) => {
      const match = firstMatch(routes, request);
      if (!match) return json(404, { error: "No such switch of the sandbox." });
      const fields = readFields(request);
      if (!fields) return json(400, { error: "The body must be a JSON object or a form." });
      return match.found({ world, log, request, fields, params: match.params });
    },
  };
}
