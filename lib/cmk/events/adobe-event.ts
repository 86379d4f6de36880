/** Adobe's alerts about customer-managed keys, by the names that its pages give them. */
export const ADOBE_ALERT_KINDS = ["key-access-disabled", "key-access-failure", "alert-notification"] as const;
export type AdobeAlertKind = (typeof ADOBE_ALERT_KINDS)[number];

/** What an event is about; `other`: nothing about keys that could be told. It is kept and shown all the same. */
export const EVENT_KINDS = [...ADOBE_ALERT_KINDS, "other"] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** What could be read of one event. `ownId`: its own id, which is signed with it. `occurredAt`: ISO 8601. */
export type ReadEvent = {
  ownId: string | null;
  code: string | null;
  kind: EventKind;
  recipient: string | null;
  occurredAt: string | null;
};

type Fields = Record<string, unknown>;

/** Fields that name somebody or something: a credential may be called cmk, and says nothing of what happened. */
const IDENTIFIES = /(^|[_:-])(id|source)$|(client|org|sandbox|event|recipient|flow|run|batch)_?-?id$/i;
const MOST_TEXTS = 200;
const DEEPEST = 6;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The first of these fields that holds a text. */
function textOf(fields: Fields, ...names: string[]): string | null {
  for (const name of names) {
    const value = fields[name];
    if (typeof value === "string" && value.trim() !== "") return value.trim().slice(0, 500);
  }
  return null;
}

/** Words in lower case, one blank between them: `cmkKeyAccess_Disabled` is `cmk key access disabled`. */
function plain(text: string): string {
  return text
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
}

function textsIn(value: unknown, found: string[] = [], depth = 0): string[] {
  if (found.length >= MOST_TEXTS || depth > DEEPEST) return found;
  if (typeof value === "string") found.push(plain(value.slice(0, 1000)));
  else if (Array.isArray(value)) for (const one of value) textsIn(one, found, depth + 1);
  else if (isFields(value))
    for (const [name, one] of Object.entries(value))
      if (!IDENTIFIES.test(name)) textsIn(one, found, depth + 1);
  return found;
}

const DISABLED =
  /\bkey (access )?(is |was |has been |been )?disable(d|ment)?\b|\bdisabled key\b|\bkey disablement\b/;
const FAILURE = /\bkey access (has |is )?(fail(ed|ure|ing|s)?)\b|\b(cannot|could not) access (the )?key\b/;
const ABOUT_KEYS = /\b(cmk|byok|customer managed keys?|customer managed encryption|key access|key ?vault)\b/;

/** Names count before everything else: a long explanation mentions both kinds. */
function kindOf(names: readonly string[], texts: readonly string[]): EventKind {
  for (const said of [names, texts]) {
    if (said.some((text) => DISABLED.test(text))) return "key-access-disabled";
    if (said.some((text) => FAILURE.test(text))) return "key-access-failure";
  }
  return texts.some((text) => ABOUT_KEYS.test(text)) ? "alert-notification" : "other";
}

function momentOf(text: string | null): string | null {
  const at = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}

/**
 * Reads an event tolerantly. Its envelope is CloudEvents 1.0 with `eventid` and `recipientclientid`; the codes and
 * payloads of the key alerts are not public, so what it is about is told by the words in it. `codeSent`: the header
 * x-adobe-event-code. Source: Adobe I/O Events, introduction to webhooks.
 */
export function readEvent(event: unknown, codeSent: string | null = null): ReadEvent {
  const fields = isFields(event) ? event : {};
  const inside = isFields(fields.data) ? fields.data : isFields(fields.event) ? fields.event : {};
  const code = textOf(fields, "type", "event_code", "eventcode", "code", "@type") ?? codeSent;
  const names = [
    code,
    codeSent,
    ...[fields, inside].flatMap((one) =>
      ["title", "name", "alertName", "alertType", "alert_name", "code", "type", "subject"].map((name) =>
        textOf(one, name),
      ),
    ),
  ].flatMap((name) => (name === null ? [] : plain(name)));
  return {
    ownId: textOf(fields, "eventid", "event_id", "id", "@id"),
    code,
    kind: kindOf(names, [...names, ...textsIn(event)]),
    recipient: textOf(fields, "recipientclientid", "recipient_client_id"),
    occurredAt: momentOf(textOf(fields, "time", "activitystreams:published", "createdAt")),
  };
}
