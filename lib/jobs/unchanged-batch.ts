import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { UnchangedLook } from "@/lib/db/unchanged-looks";
import { logger } from "@/lib/logger";
import { buildBatchSystemContext } from "@/lib/server/build-context";
import { recordUnchanged } from "@/lib/services/watch/record-unchanged";
import type { RecordUnchanged } from "@/lib/services/watch/watch-organisation";
import { watchIntervals } from "./watch-intervals";

/** How long a look waits for others to be recorded with, and how many are at once. */
const GATHER_MS = 50;
const MOST = 100;

type Waiting = { look: UnchangedLook; done(recorded: boolean): void };

/**
 * Gathers looks that saw nothing new, and records them together, in a scope of just their organisations. When that
 * fails each of them is recorded by itself: `false`.
 */
export function gatherUnchanged(): RecordUnchanged {
  let waiting: Waiting[] = [];
  let gathering = false;

  const flush = async (batch: Waiting[]) => {
    const looks = batch.map(({ look }) => look);
    let recorded = new Set<string>();
    try {
      const context = await buildBatchSystemContext(looks.map(({ organisationId }) => organisationId));
      recorded = await recordUnchanged(context, looks, watchIntervals());
    } catch (err) {
      logger().warn({ err, looks: looks.length }, "looks could not be recorded together");
    }
    for (const { look, done } of batch) done(recorded.has(look.organisationId));
  };
  const gather = async () => {
    gathering = true;
    while (waiting.length > 0) {
      await sleep(GATHER_MS);
      const batch = waiting.slice(0, MOST);
      waiting = waiting.slice(MOST);
      await flush(batch);
    }
    gathering = false;
  };
  return (look) =>
    new Promise((done) => {
      waiting.push({ look, done });
      if (!gathering) void gather();
    });
}
