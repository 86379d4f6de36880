import "server-only";
import { z } from "zod";
import { type ReadEvent, readEvent } from "@/lib/cmk/events/adobe-event";
import { splitBatch } from "@/lib/cmk/events/split-batch";
import { type NewAdobeEvent, saveAdobeEvents } from "@/lib/db/adobe-events";
import { noteOnFeed } from "@/lib/db/event-feeds";
import { sha256 } from "@/lib/db/json";
import { sendJob } from "@/lib/db/queue";
import { listAdobeCredentials } from "@/lib/db/secrets/secrets";
import { readWithScope, withScope } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { type OrganisationContext, requirePermission } from "../context";
import type { EventTools } from "./event-tools";

/** A batch has 20 events, or 100 in an older text of Adobe's. */
const MOST_EVENTS = 200;
/** Adobe tries for a day and keeps a journal for seven: what is older was caught by somebody, and sent again. */
const OLDEST_MS = 7 * 24 * 3_600_000;

const validation = z.strictObject({ validationUrl: z.string().max(500) });

function refuse(reason: string, status: 400 | 403 | 413 = 403): AppError {
  const code = status === 403 ? "FORBIDDEN" : "INVALID_INPUT";
  return new AppError(code, `The delivery is not taken: ${reason}.`, { details: { reason, status } });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refuse("not-json", 400);
  }
}

function textOf(body: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    throw refuse("not-utf-8", 400);
  }
}

/** Adobe asks an address that answered without the challenge to open one of Adobe's own. It is the one unsigned thing. */
async function confirm(tools: EventTools, body: Buffer): Promise<void> {
  const asked = body.length <= 2000 ? validation.safeParse(parse(textOf(body))).data : undefined;
  const known = asked && tools.readValidationUrl(asked.validationUrl);
  if (!known) throw refuse("not-signed");
  await tools.confirmValidation(known);
}

/** One element of a delivery as it is kept. The id that is signed with it counts before the one of a header. */
export function toNewEvent(
  text: string,
  read: ReadEvent,
  more: { via: NewAdobeEvent["via"]; idSent?: string | null },
): NewAdobeEvent {
  return {
    eventId: (read.ownId ?? more.idSent ?? `sha256:${sha256(text)}`).slice(0, 300),
    via: more.via,
    code: read.code,
    kind: read.kind,
    body: text,
    occurredAt: read.occurredAt === null ? null : new Date(read.occurredAt),
  };
}

function eventsOf(body: Buffer, headers: Headers, clientId: string, now: Date): NewAdobeEvent[] {
  const text = textOf(body);
  const parsed = parse(text);
  const isBatch = Array.isArray(parsed);
  const elements: unknown[] = isBatch ? parsed : [parsed];
  if (elements.length === 0 || elements.some((one) => typeof one !== "object" || one === null))
    throw refuse("no-event", 400);
  if (elements.length > MOST_EVENTS) throw refuse("too-many-events", 413);
  const texts = isBatch ? splitBatch(text) : [text];
  const codeSent = isBatch ? null : headers.get("x-adobe-event-code");
  const idSent = isBatch ? null : headers.get("x-adobe-event-id");
  return elements.map((element, index) => {
    const read = readEvent(element, codeSent);
    if (read.recipient !== clientId) throw refuse("other-recipient");
    const at = read.occurredAt;
    if (at !== null && Date.parse(at) < now.getTime() - OLDEST_MS) throw refuse("too-old");
    return toNewEvent(texts[index] ?? JSON.stringify(element), read, { via: "webhook", idSent });
  });
}

/**
 * Takes one delivery of Adobe I/O Events: a batch whole or not at all. What was there already changes nothing, and is
 * well received; what it means is found out after the answer. Throws FORBIDDEN (not signed by Adobe, another recipient,
 * older than a week), INVALID_INPUT (no JSON, no event, too many), VendorError (Adobe's keys could not be had: it
 * tries again).
 */
export async function receiveDelivery(
  context: OrganisationContext,
  tools: EventTools,
  { body, headers }: { body: Buffer; headers: Headers },
): Promise<{ received: number }> {
  requirePermission(context, "watch.record");
  const { organisationId, scope } = context;
  if (!tools.isSigned(headers)) {
    await confirm(tools, body);
    return { received: 0 };
  }
  const credentials = await readWithScope(scope, (tx) => listAdobeCredentials(tx, [organisationId]));
  const clientId = credentials.get(organisationId)?.clientId;
  if (!clientId) throw refuse("other-recipient");
  if (!(await tools.isSignedByAdobe(body, headers))) throw refuse("wrong-signature");
  const at = context.now();
  const events = eventsOf(body, headers, clientId, at);
  const made = await withScope(scope, async (tx) => {
    await noteOnFeed(tx, organisationId, { lastEventAt: at });
    return saveAdobeEvents(tx, organisationId, events, at);
  });
  if (made > 0) await sendJob("take-events", { organisationId });
  return { received: events.length };
}
