import "server-only";
import type { WatchIntervals } from "@/lib/db/watches";
import { env } from "@/lib/env";

/** How often this installation looks at every organisation, in seconds. */
export function watchIntervals(): WatchIntervals {
  return { critical: env().WATCH_CRITICAL_SECONDS, full: env().WATCH_FULL_SECONDS };
}
