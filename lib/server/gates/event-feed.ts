import "server-only";
import { readFeed } from "@/lib/cmk/events/feed-address";
import { isFeedSecret } from "@/lib/db/event-feeds";
import { readWithScope } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import type { OrganisationContext } from "@/lib/services/context";
import { buildSystemContext } from "../build-context";

/**
 * Gate of Adobe's webhook: the address names one organisation and holds its secret. From there on the scope is that of
 * the organisation alone. Throws the same NOT_FOUND for an address that is malformed, wrong or replaced.
 */
export async function feedContext(feed: string, correlationId: string): Promise<OrganisationContext> {
  const named = readFeed(feed);
  if (named) {
    const context = await buildSystemContext(named.organisation);
    const { scope, organisationId } = context;
    const isIts = await readWithScope(scope, (tx) => isFeedSecret(tx, organisationId, named.secret));
    if (isIts) return { ...context, correlationId };
  }
  throw new AppError("NOT_FOUND", "There is nothing at this address.");
}
