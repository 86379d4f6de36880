import "server-only";
import { randomBytes } from "node:crypto";
import type { CalendarFeedView } from "@/lib/cmk/calendar/calendar-event";
import { appendAudit } from "@/lib/db/audit";
import * as feeds from "@/lib/db/calendar-feeds";
import { readWithScope, withScope } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { type OrganisationContext, requirePermission } from "../context";
import { auditEntry } from "../setup/audit-entry";

const MOST_FEEDS = 20;

function toView({ id, createdByName, createdAt, lastReadAt }: feeds.CalendarFeed): CalendarFeedView {
  const times = { createdAt: createdAt.toISOString(), lastReadAt: lastReadAt?.toISOString() ?? null };
  return { id, createdByName, ...times };
}

/** The calendar addresses of an organisation that work. Throws FORBIDDEN. */
export async function listFeeds(context: OrganisationContext): Promise<CalendarFeedView[]> {
  requirePermission(context, "calendar.manage");
  const { scope, organisationId } = context;
  const rows = await readWithScope(scope, (tx) => feeds.listCalendarFeeds(tx, organisationId));
  return rows.map(toView);
}

/** Makes an address; its secret is in this answer alone. Throws FORBIDDEN, CONFLICT (too-many-calendars). */
export async function createFeed(
  context: OrganisationContext,
): Promise<{ feed: CalendarFeedView; token: string }> {
  requirePermission(context, "calendar.manage");
  const { actor, organisationId } = context;
  if (actor.kind !== "user") throw new AppError("FORBIDDEN", "Only a person makes a calendar address.");
  const token = randomBytes(32).toString("base64url");
  const feed = await withScope(context.scope, async (tx) => {
    if ((await feeds.listCalendarFeeds(tx, organisationId)).length >= MOST_FEEDS)
      throw new AppError("CONFLICT", "The organisation has many calendar addresses.", {
        details: { reason: "too-many-calendars" },
      });
    const by = { createdBy: actor.userId, createdByName: actor.name, createdAt: context.now() };
    const made = await feeds.createCalendarFeed(tx, { organisationId, ...by }, token);
    await appendAudit(
      tx,
      auditEntry(context, { action: "calendar.created", subject: made.id, after: { name: actor.name } }),
    );
    return made;
  });
  return { feed: toView(feed), token };
}

/** Ends an address at once. Throws FORBIDDEN, NOT_FOUND. */
export async function revokeFeed(context: OrganisationContext, id: string): Promise<void> {
  requirePermission(context, "calendar.manage");
  const { organisationId } = context;
  await withScope(context.scope, async (tx) => {
    const { createdByName } = await feeds.revokeCalendarFeed(tx, { id, organisationId }, context.now());
    const before = { name: createdByName };
    await appendAudit(tx, auditEntry(context, { action: "calendar.revoked", subject: id, before }));
  });
}
