import "server-only";
import { withScope } from "@/lib/db/transaction";
import {
  claimDueWatches,
  type DueWatch,
  endLeases,
  ensureWatches,
  type WatchIntervals,
} from "@/lib/db/watches";
import { type Context, requirePermission } from "../context";

/** How long a look may take before another worker takes it over: longer than all limits of its calls together. */
const LEASE_MS = 180_000;
/** How many organisations of one Azure tenant are looked at at once: its throttling limits are shared. */
const PER_TENANT = 2;

/** Gives new organisations their place in the schedule. Throws FORBIDDEN for people. */
export async function placeWatches(context: Context, intervals: WatchIntervals): Promise<void> {
  requirePermission(context, "watch.record");
  await withScope(context.scope, (tx) => ensureWatches(tx, context.now(), intervals));
}

/**
 * Takes organisations that are due for one worker, at most `most`. Throws FORBIDDEN for people: only Clavis itself
 * watches.
 */
export async function claimWatches(context: Context, most: number): Promise<DueWatch[]> {
  requirePermission(context, "watch.record");
  const at = context.now();
  const leaseUntil = new Date(at.getTime() + LEASE_MS);
  return withScope(context.scope, (tx) =>
    claimDueWatches(tx, { at, leaseUntil, most, perTenant: PER_TENANT }),
  );
}

/** Gives back organisations that were taken and not looked at: another worker need not wait. Throws FORBIDDEN for people. */
export async function releaseWatches(context: Context, organisationIds: readonly string[]): Promise<void> {
  requirePermission(context, "watch.record");
  await withScope(context.scope, (tx) => endLeases(tx, organisationIds));
}
