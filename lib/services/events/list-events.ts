import "server-only";
import type { EventPage, EventRow, EventView } from "@/lib/cmk/events/feed-schemas";
import { type AdobeEvent, getAdobeEvent, listAdobeEvents } from "@/lib/db/adobe-events";
import { readWithScope } from "@/lib/db/transaction";
import { type OrganisationContext, requirePermission } from "../context";

function toRow({
  id,
  eventId,
  via,
  code,
  kind,
  occurredAt,
  receivedAt,
  alertId,
}: Omit<AdobeEvent, "body">): EventRow {
  const times = { occurredAt: occurredAt?.toISOString() ?? null, receivedAt: receivedAt.toISOString() };
  return { id, eventId, via, code, kind, ...times, alertId };
}

/** The events that came, the newest first. Throws FORBIDDEN, INVALID_INPUT (cursor). */
export async function listEvents(context: OrganisationContext, cursor?: string): Promise<EventPage> {
  requirePermission(context, "event-feed.read");
  return readWithScope(context.scope, async (tx) => {
    const { rows, next } = await listAdobeEvents(tx, context.organisationId, cursor);
    return { rows: rows.map(toRow), next };
  });
}

/** One event with its text as it came. Throws FORBIDDEN, NOT_FOUND. */
export async function getEvent(context: OrganisationContext, id: string): Promise<EventView> {
  requirePermission(context, "event-feed.read");
  const event = await readWithScope(context.scope, (tx) => getAdobeEvent(tx, context.organisationId, id));
  return { ...toRow(event), body: event.body };
}
