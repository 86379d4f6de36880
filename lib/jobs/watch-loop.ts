import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type { DueWatch } from "@/lib/db/watches";
import { env } from "@/lib/env";
import { logger } from "@/lib/logger";
import {
  buildBatchSystemContext,
  buildSystemContext,
  buildWideSystemContext,
} from "@/lib/server/build-context";
import { claimWatches, placeWatches, releaseWatches } from "@/lib/services/watch/claim-watches";
import { readWatched, type Watched } from "@/lib/services/watch/read-watched";
import { type RecordUnchanged, watchOrganisation } from "@/lib/services/watch/watch-organisation";
import { gatherUnchanged } from "./unchanged-batch";
import { watchIntervals } from "./watch-intervals";

const ASK_AGAIN_MS = 1000;
const PLACE_EVERY_MS = 10_000;
/** A look that takes longer than this waits for a vendor in trouble: it gives its place to others. */
const SLOW_AFTER_MS = 15_000;
/** How many looks are claimed ahead for each place: a claim takes as long as some looks do. */
const AHEAD = 2;

type Due = DueWatch & { watched: Watched | undefined };

/** Reads what the looks at what is critical are compared with, for all of them at once. */
async function withWatched(due: DueWatch[]): Promise<Due[]> {
  const ids = due.filter(({ look }) => look === "critical").map(({ organisationId }) => organisationId);
  const found = ids.length > 0 ? await readWatched(await buildBatchSystemContext(ids), ids) : new Map();
  return due.map((one) => ({ ...one, watched: found.get(one.organisationId) }));
}

/**
 * Looks at what is due, again and again, as many organisations at once as WATCH_CONCURRENCY says. They are claimed in
 * the table: no queue stands between, whose own rows and polling would cost more than the look (docs/decisions/0079).
 * The next claim is made before the last is worked off, so that no place stays empty. A look that takes long gives
 * its place to others, for as many slow ones as there are places: vendors in trouble keep nobody else waiting. So does
 * one that has asked all it wanted and waits to be recorded.
 * `stop` ends claiming, gives back what was not begun, and resolves when the looks under way are over.
 */
export function startWatching({ slowAfterMs = SLOW_AFTER_MS } = {}): { stop(): Promise<void> } {
  const places = env().WATCH_CONCURRENCY;
  const recordTogether = gatherUnchanged();
  const waiting: Due[] = [];
  const running = new Set<Promise<void>>();
  let taken = 0;
  let slow = 0;
  let recording = 0;
  let stopping = false;
  let placedAt = 0;

  const look = async ({ organisationId, look: kind, watched }: Due, record: RecordUnchanged) => {
    try {
      const known = watched && { organisation: watched.setup.overview.organisation, ...watched };
      const context = await buildSystemContext(organisationId, known);
      await watchOrganisation(context, kind, watchIntervals(), watched && { watched, record });
    } catch (err) {
      logger().error({ err, organisationId }, "a look failed");
    }
  };
  const lookInPlace = async (due: Due): Promise<void> => {
    let hasPlace = true;
    let isSlow = false;
    const leave = () => {
      if (hasPlace) taken -= 1;
      hasPlace = false;
      begin();
    };
    const timer = setTimeout(() => {
      if (slow >= places) return;
      isSlow = true;
      slow += 1;
      leave();
    }, slowAfterMs);
    await look(due, async (unchanged) => {
      recording += 1;
      if (recording <= places) leave();
      return recordTogether(unchanged).finally(() => {
        recording -= 1;
      });
    });
    clearTimeout(timer);
    if (isSlow) slow -= 1;
    leave();
  };
  const claim = async (): Promise<number> => {
    const context = await buildWideSystemContext();
    if (Date.now() - placedAt >= PLACE_EVERY_MS) {
      await placeWatches(context, watchIntervals());
      placedAt = Date.now();
    }
    const due = await claimWatches(context, AHEAD * places - waiting.length);
    waiting.push(...(await withWatched(due)));
    return due.length;
  };
  const begin = () => {
    while (!stopping && taken < places) {
      const next = waiting.shift();
      if (!next) return;
      taken += 1;
      const work: Promise<void> = lookInPlace(next).finally(() => running.delete(work));
      running.add(work);
    }
  };
  const loop = async () => {
    while (!stopping) {
      let found = 0;
      try {
        if (waiting.length <= (AHEAD * places) / 2) found = await claim();
      } catch (err) {
        logger().error({ err }, "what is due could not be claimed");
      }
      begin();
      // With work in hand the next claim is soon; without, it is a second's question.
      if (found === 0 && waiting.length === 0) await sleep(ASK_AGAIN_MS);
      else await Promise.race([sleep(ASK_AGAIN_MS), ...running]);
    }
  };
  const giveBack = async () => {
    const left = waiting.splice(0).map(({ organisationId }) => organisationId);
    try {
      if (left.length > 0) await releaseWatches(await buildWideSystemContext(), left);
    } catch (err) {
      logger().error({ err }, "what was not begun could not be given back: its leases run out");
    }
  };
  const looping = loop();
  return {
    stop: async () => {
      stopping = true;
      await looping;
      await Promise.all([giveBack(), ...running]);
    },
  };
}
