import "server-only";
import { noteOnFeed } from "@/lib/db/event-feeds";
import { withScope } from "@/lib/db/transaction";
import { type OrganisationContext, requirePermission } from "../context";

/** Keeps that Adobe tried the webhook's address. Throws FORBIDDEN for people. */
export async function noteChallenge(context: OrganisationContext): Promise<void> {
  requirePermission(context, "watch.record");
  await withScope(context.scope, (tx) =>
    noteOnFeed(tx, context.organisationId, { challengedAt: context.now() }),
  );
}
