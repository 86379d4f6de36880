import { randomUUID } from "node:crypto";
import type { EventDelivery, EventRegistration } from "../core/adobe-types";
import type { World } from "../core/types";
import { challenge, post } from "./post";
import { signatureHeaders } from "./signing";

/** Adobe tries for a day, a minute apart and more; here it is seconds, and over after a few. */
const WAITS_MS = [1000, 2000, 4000, 8000];
const MOST_KEPT = 200;
const JOURNAL_DAYS = 7;
/** Judged by so many, and unstable when so many of them failed. */
const JUDGED = 10;
const FAILED = 8;

const registrationsOf = (world: World) => world.state.eventRegistrations ?? [];

/** The registration of an id; undefined when there is none. */
export function registrationOf(world: World, id: string): EventRegistration | undefined {
  return registrationsOf(world).find(({ registrationId }) => registrationId === id);
}

/** Writes an event into the journal and, where a webhook is active, on its way there. */
export function emit(
  world: World,
  registration: EventRegistration,
  event: Record<string, unknown>,
): EventDelivery | null {
  const now = world.now();
  const horizon = new Date(now.getTime() - JOURNAL_DAYS * 86_400_000).toISOString();
  registration.lastPosition += 1;
  const entry = { position: registration.lastPosition, at: now.toISOString(), event };
  registration.journal = [...registration.journal, entry].filter(({ at }) => at > horizon);
  world.save();
  if (registration.webhookUrl === null || !["Active", "Unstable"].includes(registration.status)) return null;
  const delivery: EventDelivery = {
    id: randomUUID(),
    registrationId: registration.registrationId,
    eventId: String(event.eventid),
    code: String(event.type),
    body: JSON.stringify(event),
    at: now.toISOString(),
    dueAt: new Date().toISOString(),
    attempts: 0,
    status: "waiting",
    answer: null,
  };
  world.state.eventDeliveries = [...(world.state.eventDeliveries ?? []), delivery].slice(-MOST_KEPT);
  return delivery;
}

function judge(world: World, registration: EventRegistration): void {
  const ended = (world.state.eventDeliveries ?? [])
    .filter((one) => one.registrationId === registration.registrationId && one.status !== "waiting")
    .slice(-JUDGED);
  const failed = ended.filter(({ status }) => status !== "delivered").length;
  if (ended.length === JUDGED && failed >= FAILED && registration.status === "Active")
    registration.status = "Unstable";
}

async function attempt(world: World, delivery: EventDelivery): Promise<void> {
  const registration = registrationOf(world, delivery.registrationId);
  if (!registration?.webhookUrl) return;
  delivery.attempts += 1;
  const headers = {
    "x-adobe-event-id": delivery.eventId,
    "x-adobe-event-code": delivery.code,
    "x-adobe-provider": "aem_platform_notifications",
    ...(delivery.attempts > 1 ? { "x-adobe-retry-count": String(delivery.attempts - 1) } : {}),
    ...signatureHeaders(world, delivery.body),
  };
  const { status, text } = await post(registration.webhookUrl, delivery.body, headers);
  delivery.answer = `${status ?? "no answer"} ${text}`.slice(0, 300);
  const isTransient = status === null || status === 429 || (status >= 500 && status !== 505);
  const wait = WAITS_MS[delivery.attempts - 1];
  if (status !== null && status >= 200 && status < 300) delivery.status = "delivered";
  else if (!isTransient) delivery.status = "refused";
  else if (wait === undefined) delivery.status = "dropped";
  else delivery.dueAt = new Date(Date.now() + wait).toISOString();
  judge(world, registration);
  world.save();
}

async function validate(world: World, registration: EventRegistration): Promise<void> {
  if (registration.status !== "Pending" || registration.webhookUrl === null) return;
  if (!(await challenge(registration.webhookUrl, randomUUID()))) return;
  registration.status = "Active";
  world.save();
}

const busy = new WeakSet<World>();

/** Tries what is due: addresses that wait for their challenge, and deliveries. One run at a time. */
export async function flushOutbox(world: World): Promise<void> {
  if (busy.has(world)) return;
  busy.add(world);
  try {
    for (const registration of registrationsOf(world)) await validate(world, registration);
    const now = new Date().toISOString();
    const due = (world.state.eventDeliveries ?? []).filter(
      (one) => one.status === "waiting" && one.dueAt <= now,
    );
    for (const delivery of due) await attempt(world, delivery);
  } finally {
    busy.delete(world);
  }
}
