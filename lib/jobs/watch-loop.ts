import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { DueWatch } from "@/lib/db/watches";
import { env } from "@/lib/env";
import { logger } from "@/lib/logger";
import { buildSystemContext, buildWideSystemContext } from "@/lib/server/build-context";
import { claimWatches, placeWatches } from "@/lib/services/watch/claim-watches";
import { watchOrganisation } from "@/lib/services/watch/watch-organisation";
import { watchIntervals } from "./watch-intervals";

const ASK_AGAIN_MS = 1000;
const PLACE_EVERY_MS = 10_000;

async function look({ organisationId, look: kind }: DueWatch): Promise<void> {
  try {
    await watchOrganisation(await buildSystemContext(organisationId), kind, watchIntervals());
  } catch (err) {
    logger().error({ err, organisationId }, "a look failed");
  }
}

/**
 * Looks at what is due, again and again, as many organisations at once as WATCH_CONCURRENCY says. They are claimed in
 * the table: no queue stands between, whose own rows and polling would cost more than the look (docs/decisions/0079).
 * A second claim is made before the first is worked off, so that no place stays empty. `stop` ends claiming, and
 * resolves when the looks under way are over.
 */
export function startWatching(): { stop(): Promise<void> } {
  const places = env().WATCH_CONCURRENCY;
  const waiting: DueWatch[] = [];
  const running = new Set<Promise<void>>();
  let stopping = false;
  let placedAt = 0;

  const claim = async (): Promise<number> => {
    const context = await buildWideSystemContext();
    if (Date.now() - placedAt >= PLACE_EVERY_MS) {
      await placeWatches(context, watchIntervals());
      placedAt = Date.now();
    }
    const due = await claimWatches(context, places - waiting.length);
    waiting.push(...due);
    return due.length;
  };
  const begin = () => {
    while (!stopping && running.size < places) {
      const next = waiting.shift();
      if (!next) return;
      const work: Promise<void> = look(next).finally(() => {
        running.delete(work);
        begin();
      });
      running.add(work);
    }
  };
  const loop = async () => {
    while (!stopping) {
      let found = 0;
      try {
        if (waiting.length <= places / 2) found = await claim();
      } catch (err) {
        logger().error({ err }, "what is due could not be claimed");
      }
      begin();
      // With work in hand the next claim is soon; without, it is a second's question.
      if (found === 0 && waiting.length === 0) await sleep(ASK_AGAIN_MS);
      else await Promise.race([sleep(ASK_AGAIN_MS), ...running]);
    }
  };
  const looping = loop();
  return {
    stop: async () => {
      stopping = true;
      await Promise.all([looping, ...running]);
    },
  };
}
