import { generateKeyPairSync, randomUUID, sign } from "node:crypto";
import type { EventRegistration } from "../core/adobe-types";
import type { World } from "../core/types";
import { emit, flushOutbox } from "./outbox";
import { EVENT_KINDS, eventOf, type SentKind } from "./payloads";
import { type PostAnswer, post } from "./post";
import { keyPath, signatureHeaders } from "./signing";

/** Ways to send that are not one plain event: what Adobe does now and then, and what others would try. */
export const SEND_MODES = [
  "plain",
  "journal-only",
  "batch",
  "duplicate",
  "second-key",
  "unsigned",
  "forged",
  "altered",
  "foreign-key",
  "wrong-recipient",
  "stale",
  "truncated",
  "oversized",
  "ask-validation",
] as const;
export type SendMode = (typeof SEND_MODES)[number];

type Bytes = { body: string; headers: Record<string, string> };

const OVERSIZE = 2 * 1024 * 1024 + 1024;

let stranger: string | undefined;

/** A key that is not Adobe's. */
function strangersKey(): string {
  stranger ??= generateKeyPairSync("rsa", { modulusLength: 2048 })
    .privateKey.export({ type: "pkcs8", format: "pem" })
    .toString();
  return stranger;
}

function signed(world: World, event: unknown): Bytes {
  const body = JSON.stringify(event);
  const { eventid = randomUUID(), type = "batch" } = event as Record<string, string>;
  return {
    body,
    headers: { "x-adobe-event-id": eventid, "x-adobe-event-code": type, ...signatureHeaders(world, body) },
  };
}

/** One request that is not as the outbox would send it. */
function bytesFor(world: World, registration: EventRegistration, kind: SentKind, mode: SendMode): Bytes {
  const event = eventOf(world, registration, kind);
  const whole = signed(world, event);
  const { body, headers } = whole;
  const without = Object.fromEntries(
    Object.entries(headers).filter(([name]) => !/signature|public-key/.test(name)),
  );
  switch (mode) {
    case "batch": {
      const others = Array.from({ length: 24 }, () => eventOf(world, registration, "unknown"));
      return signed(world, [event, ...others]);
    }
    case "second-key":
      return {
        body,
        headers: { ...headers, "x-adobe-digital-signature-1": Buffer.from("no").toString("base64") },
      };
    case "unsigned":
      return { body, headers: without };
    case "forged": {
      const signature = sign("sha256", Buffer.from(body), strangersKey()).toString("base64");
      return {
        body,
        headers: {
          ...headers,
          "x-adobe-digital-signature-1": signature,
          "x-adobe-digital-signature-2": signature,
        },
      };
    }
    case "altered":
      return { body: body.replace("prod", "dev"), headers };
    case "foreign-key": {
      const paths = {
        "x-adobe-public-key1-path": `@evil.example${keyPath("x")}`,
        "x-adobe-public-key2-path": "/prod/keys/../x.pem",
      };
      return { body, headers: { ...headers, ...paths } };
    }
    case "wrong-recipient":
      return signed(world, [event, { ...event, eventid: randomUUID(), recipientclientid: "somebody-else" }]);
    case "stale":
      return signed(world, {
        ...event,
        time: new Date(world.now().getTime() - 8 * 86_400_000).toISOString(),
      });
    case "truncated":
      return { body: body.slice(0, -20), headers };
    case "oversized":
      return signed(world, { ...event, padding: "x".repeat(OVERSIZE) });
    default:
      return whole;
  }
}

async function askValidation(
  world: World,
  registration: EventRegistration,
  url: string,
): Promise<PostAnswer> {
  const challenge = randomUUID();
  registration.validation = { challenge, until: new Date(Date.now() + 300_000).toISOString() };
  world.save();
  const query = new URLSearchParams({ id: registration.registrationId, challenge });
  const validationUrl = `https://csm.adobe.io/csm/registrations/validate?${query}`;
  return post(url, JSON.stringify({ validationUrl }), {});
}

/** Sends one event in one of these ways, and says what the webhook answered. */
export async function sendEvent(
  world: World,
  registration: EventRegistration,
  kind: SentKind,
  mode: SendMode,
): Promise<{ answers: (number | string | null)[] }> {
  const { webhookUrl } = registration;
  if (mode === "journal-only" || webhookUrl === null) {
    const delivery = emit(world, registration, eventOf(world, registration, kind));
    if (delivery && mode === "journal-only") delivery.status = "dropped";
    return { answers: [] };
  }
  if (mode === "plain") {
    const delivery = emit(world, registration, eventOf(world, registration, kind));
    await flushOutbox(world);
    return { answers: [delivery?.answer ?? null] };
  }
  if (mode === "ask-validation")
    return { answers: [(await askValidation(world, registration, webhookUrl)).status] };
  const { body, headers } = bytesFor(world, registration, kind, mode);
  const times = mode === "duplicate" ? 3 : 1;
  const answers: (number | null)[] = [];
  for (let time = 0; time < times; time += 1) answers.push((await post(webhookUrl, body, headers)).status);
  return { answers };
}

export const isSentKind = (text: string): text is SentKind => Object.hasOwn(EVENT_KINDS, text);
