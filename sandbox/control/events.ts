import type { EventRegistration } from "../core/adobe-types";
import { type Matcher, route } from "../core/match";
import { json, seeOther } from "../core/reply";
import type { SandboxReply, SandboxRequest, World } from "../core/types";
import { flushOutbox, registrationOf } from "../events/outbox";
import { isSentKind, SEND_MODES, type SendMode, sendEvent } from "../events/send";
import { controlPage } from "./page";

type Ask = {
  world: World;
  request: SandboxRequest;
  fields: Record<string, unknown>;
  params: Record<string, string>;
};

const STATUSES = ["Pending", "Active", "Unstable", "Disabled"] as const;

function refuse({ request, world }: Ask, trouble: string): SandboxReply {
  const isForm = /urlencoded/i.test(request.headers["content-type"] ?? "");
  return isForm ? controlPage(world, trouble) : json(400, { error: trouble });
}

function registrationIn(ask: Ask, id: unknown): EventRegistration | SandboxReply {
  return registrationOf(ask.world, String(id ?? "")) ?? refuse(ask, "There is no such registration.");
}

/** What a person would do in Developer Console: enter an address, which is then tried, or switch the registration. */
async function change(ask: Ask): Promise<SandboxReply> {
  const found = registrationIn(ask, ask.params.id);
  if (!("registrationId" in found)) return found;
  const { webhookUrl, status } = ask.fields;
  if (webhookUrl !== undefined) {
    if (typeof webhookUrl !== "string" || !URL.canParse(webhookUrl))
      return refuse(ask, "That is no address.");
    Object.assign(found, { webhookUrl, status: "Pending" });
  }
  const known = STATUSES.find((one) => one === status);
  if (status !== undefined && !known) return refuse(ask, `The status is one of ${STATUSES.join(", ")}.`);
  if (known) found.status = known;
  ask.world.save();
  await flushOutbox(ask.world);
  return json(200, found);
}

async function send(ask: Ask): Promise<SandboxReply> {
  const { registrationId, kind = "key-access-disabled", mode = "plain" } = ask.fields;
  const found = registrationIn(ask, registrationId);
  if (!("registrationId" in found)) return found;
  const way = SEND_MODES.find((one): one is SendMode => one === mode);
  if (!isSentKind(String(kind)) || !way) return refuse(ask, `Kinds and modes: ${SEND_MODES.join(", ")}.`);
  const sent = await sendEvent(ask.world, found, String(kind) as Parameters<typeof sendEvent>[2], way);
  const isForm = /urlencoded/i.test(ask.request.headers["content-type"] ?? "");
  return isForm ? seeOther("/control?done=yes#events") : json(200, sent);
}

/** Switches of Adobe I/O Events: registrations, and events that are sent, truly signed or not. */
export const EVENT_ROUTES: [Matcher, (ask: Ask) => SandboxReply | Promise<SandboxReply>][] = [
  [
    route("GET", "/control/events"),
    ({ world }) => {
      const { eventRegistrations = [], eventDeliveries = [] } = world.state;
      return json(200, { registrations: eventRegistrations, deliveries: eventDeliveries });
    },
  ],
  [route("POST", "/control/events/send"), send],
  [route("POST", "/control/events/registrations/{id}"), change],
];
