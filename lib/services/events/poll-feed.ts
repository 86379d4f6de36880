import "server-only";
import type { AdobeEventsClient } from "@/lib/adobe/ports";
import { readEvent } from "@/lib/cmk/events/adobe-event";
import type { FeedProblem } from "@/lib/cmk/events/feed-schemas";
import { saveAdobeEvents } from "@/lib/db/adobe-events";
import { claimDueFeeds, type EventFeed, getEventFeed, noteOnFeed } from "@/lib/db/event-feeds";
import { sendJob } from "@/lib/db/queue";
import { readWithScope, withScope } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { VendorError } from "@/lib/vendor-error";
import { type Context, type OrganisationContext, requirePermission } from "../context";
import { toNewEvent } from "./receive-delivery";

/** How long a worker has for one feed before another takes it on. */
const LEASE_MS = 180_000;
/** Pages of one look; what is left is read by the next, which then comes soon. */
const MOST_PAGES = 20;
const SOON_MS = 60_000;
const LONGEST_WAIT_S = 6 * 3600;

/** Feeds that are due, each for one worker. Throws FORBIDDEN for people. */
export function claimFeeds(context: Context, most: number): Promise<{ organisationId: string }[]> {
  requirePermission(context, "watch.record");
  const at = context.now();
  const leaseUntil = new Date(at.getTime() + LEASE_MS);
  return withScope(context.scope, (tx) => claimDueFeeds(tx, { at, leaseUntil, most }));
}

type Look = { context: OrganisationContext; client: AdobeEventsClient; feed: EventFeed };

async function askRegistration({ context, client, feed }: Look): Promise<string | null> {
  const { consumerOrgId, projectId, workspaceId, registrationId } = feed;
  if (!consumerOrgId || !projectId || !workspaceId || !registrationId) return null;
  const found = await client.getRegistration({ consumerOrgId, projectId, workspaceId, registrationId });
  const journalUrl = found?.journalUrl ?? null;
  const note = { status: found?.status ?? "Missing", statusAt: context.now(), journalUrl };
  await withScope(context.scope, (tx) => noteOnFeed(tx, context.organisationId, note, feed.revision));
  return journalUrl;
}

/** One page after the other, each kept together with how far that is. Returns whether there may be more. */
async function readOn({ context, client, feed }: Look, from: string): Promise<boolean> {
  const { organisationId, scope } = context;
  let url = from;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { events, next } = await client.readJournal(url);
    const at = context.now();
    const made = events.map((event) => {
      const text = JSON.stringify(event) ?? "null";
      return toNewEvent(text, readEvent(event), { via: "journal" });
    });
    const note = { journalNext: next ?? url, journalReadAt: at };
    await withScope(scope, async (tx) => {
      const count = await saveAdobeEvents(tx, organisationId, made, at);
      await noteOnFeed(
        tx,
        organisationId,
        { ...note, ...(count > 0 ? { lastEventAt: at } : {}) },
        feed.revision,
      );
    });
    if (events.length === 0 || next === null) return false;
    url = next;
  }
  return true;
}

async function readJournal(look: Look, journalUrl: string): Promise<boolean> {
  const { journalNext } = look.feed;
  try {
    return await readOn(look, journalNext ?? journalUrl);
  } catch (error) {
    // The place is older than the journal reaches: from its beginning, and nothing that it still has is missed.
    if (journalNext === null || !(error instanceof VendorError) || error.failure.kind !== "absent")
      throw error;
    return readOn(look, journalUrl);
  }
}

function problemOf(error: unknown): FeedProblem & { waitSeconds: number } {
  if (error instanceof VendorError) {
    const { kind, code, status, message, retryAfterSeconds } = error.failure;
    return { kind, code, status, message, waitSeconds: retryAfterSeconds ?? 0 };
  }
  if (error instanceof AppError && error.code === "NOT_CONFIGURED")
    return { kind: "not-configured", code: null, status: null, message: error.message, waitSeconds: 0 };
  throw error;
}

/**
 * Asks Adobe how the registration stands, and reads its journal from where it was left: what the webhook missed is
 * kept too. A vendor's trouble is kept as the feed's problem, and the next look is due as it asks. Throws FORBIDDEN.
 */
export async function pollFeed(context: OrganisationContext, everySeconds: number): Promise<void> {
  requirePermission(context, context.actor.kind === "system" ? "watch.record" : "event-feed.manage");
  const { organisationId, scope } = context;
  const feed = await readWithScope(scope, (tx) => getEventFeed(tx, organisationId));
  if (!feed?.registrationId) return;
  let waitMs = everySeconds * 1000;
  let problem: FeedProblem | null = null;
  try {
    const client = await context.clouds.adobeEvents?.();
    if (!client) throw new AppError("NOT_CONFIGURED", "There is no way to Adobe I/O Events.");
    const look = { context, client, feed };
    const journalUrl = await askRegistration(look);
    if (journalUrl && (await readJournal(look, journalUrl))) waitMs = SOON_MS;
  } catch (error) {
    const { waitSeconds, ...said } = problemOf(error);
    problem = said;
    waitMs = Math.max(waitMs, Math.min(waitSeconds, LONGEST_WAIT_S) * 1000);
  }
  const pollDueAt = new Date(context.now().getTime() + waitMs);
  await withScope(scope, (tx) =>
    noteOnFeed(tx, organisationId, { problem, pollDueAt, leasedUntil: null }, feed.revision),
  );
  await sendJob("take-events", { organisationId });
}
