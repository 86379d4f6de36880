import "server-only";
import type { EventKind } from "@/lib/cmk/events/adobe-event";
import { AppError } from "@/lib/errors";
import { readCursor, writeCursor } from "./cursor";
import type { AdobeEvent as Row } from "./generated/client";
import { newId } from "./new-id";
import type { OrganisationId } from "./scope";
import { prismaOf, type Transaction } from "./transaction";

/** One event of Adobe's as it came. `body`: its text, letter by letter. `processedAt`: null while it waits. */
export type AdobeEvent = Omit<Row, "kind" | "via"> & { kind: EventKind; via: "webhook" | "journal" };
export type NewAdobeEvent = Pick<AdobeEvent, "eventId" | "via" | "code" | "kind" | "body" | "occurredAt">;

const SIZE = 25;

/** Keeps events and says how many were new: an event that came before, by whichever way, is there already. */
export async function saveAdobeEvents(
  tx: Transaction,
  organisationId: OrganisationId,
  events: readonly NewAdobeEvent[],
  at: Date,
): Promise<number> {
  const data = events.map((event) => ({ id: newId(), organisationId, ...event, receivedAt: at }));
  const { count } = await prismaOf(tx).adobeEvent.createMany({ data, skipDuplicates: true });
  return count;
}

/** Events that nobody has looked at yet, in the order in which they came. Other workers wait for their turn. */
export async function claimAdobeEvents(
  tx: Transaction,
  organisationId: OrganisationId,
  most: number,
): Promise<Pick<AdobeEvent, "id" | "kind" | "code" | "receivedAt">[]> {
  return prismaOf(tx).$queryRaw`
    select id::text, kind, code, received_at as "receivedAt" from adobe_events
    where organisation_id = ${organisationId}::uuid and processed_at is null
    order by received_at, id limit ${most} for update`;
}

/** Says that an event was looked at, and which alert it belongs to. */
export async function finishAdobeEvent(
  tx: Transaction,
  organisationId: OrganisationId,
  id: string,
  done: { at: Date; alertId: string | null },
): Promise<void> {
  const data = { processedAt: done.at, alertId: done.alertId };
  await prismaOf(tx).adobeEvent.updateMany({ where: { id, organisationId }, data });
}

/** Organisations in scope with events that nobody has looked at. */
export async function listWaitingEvents(
  tx: Transaction,
  most: number,
): Promise<{ organisationId: string }[]> {
  return prismaOf(tx).$queryRaw`
    select organisation_id::text as "organisationId" from adobe_events
    where processed_at is null group by 1 order by min(received_at) limit ${most}`;
}

/** Events of an organisation, the newest first, a page at a time; without their bodies. */
export async function listAdobeEvents(
  tx: Transaction,
  organisationId: OrganisationId,
  cursor?: string,
): Promise<{ rows: Omit<AdobeEvent, "body">[]; next: string | null }> {
  const [at = "", id = ""] = cursor ? readCursor(cursor, ["time", "id"]) : [];
  const before = { OR: [{ receivedAt: { lt: new Date(at) } }, { receivedAt: new Date(at), id: { lt: id } }] };
  const rows = await prismaOf(tx).adobeEvent.findMany({
    where: { organisationId, ...(cursor ? before : {}) },
    orderBy: [{ receivedAt: "desc" }, { id: "desc" }],
    take: SIZE + 1,
    omit: { body: true },
  });
  const page = rows.slice(0, SIZE) as Omit<AdobeEvent, "body">[];
  const last = page.at(-1);
  const more = rows.length > SIZE && last;
  return { rows: page, next: more ? writeCursor([last.receivedAt.toISOString(), last.id]) : null };
}

/** One event with its body. Throws NOT_FOUND. */
export async function getAdobeEvent(
  tx: Transaction,
  organisationId: OrganisationId,
  id: string,
): Promise<AdobeEvent> {
  const row = await prismaOf(tx).adobeEvent.findFirst({ where: { id, organisationId } });
  if (!row) throw new AppError("NOT_FOUND", "There is no such event in scope.");
  return row as AdobeEvent;
}

/** The newest events of one alert, and how many there are. */
export async function listEventsOfAlert(
  tx: Transaction,
  organisationId: OrganisationId,
  alertId: string,
): Promise<{ rows: Pick<AdobeEvent, "id" | "receivedAt" | "code">[]; count: number }> {
  const where = { organisationId, alertId };
  const rows = await prismaOf(tx).adobeEvent.findMany({
    where,
    orderBy: [{ receivedAt: "desc" }, { id: "desc" }],
    take: SIZE,
    select: { id: true, receivedAt: true, code: true },
  });
  return { rows, count: await prismaOf(tx).adobeEvent.count({ where }) };
}
