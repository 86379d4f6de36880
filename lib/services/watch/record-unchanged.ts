import "server-only";
import { withScope } from "@/lib/db/transaction";
import { recordUnchangedLooks, type UnchangedLook } from "@/lib/db/unchanged-looks";
import type { WatchIntervals } from "@/lib/db/watches";
import { type Context, requirePermission } from "../context";

/**
 * Records looks that saw nothing new, all at once, and returns the organisations for which that was so. What is out of
 * scope is left out. Throws FORBIDDEN for people.
 */
export async function recordUnchanged(
  context: Context,
  looks: readonly UnchangedLook[],
  intervals: WatchIntervals,
): Promise<Set<string>> {
  requirePermission(context, "watch.record");
  return withScope(context.scope, (tx) => recordUnchangedLooks(tx, looks, intervals));
}
