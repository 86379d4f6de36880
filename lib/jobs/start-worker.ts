import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { createQueue, type Jobs, QUEUES, type QueueName } from "@/lib/db/queue";
import { logger } from "@/lib/logger";
import { handle } from "./handlers";
import { SWEEPS } from "./sweeps";
import { startWatching } from "./watch-loop";

export type Worker = { stop(): Promise<void> };
type Queue = ReturnType<typeof createQueue>;

/** How many jobs of one queue a worker does at a time: vendors are slow, and must not be swamped. */
const AT_ONCE = 4;
/** PostgreSQL tells of new jobs; they are asked for as well, and often where it cannot (PgBouncer, say). */
const POLL = { pollingIntervalSeconds: 0.5, notifyPollingIntervalSeconds: 10 };
const MOST_SECONDS = 600;
const STOP_SECONDS = 8;
/** A job whose worker was silent for so long is free again: MOST_SECONDS alone would keep it for ten minutes. */
const SILENT_SECONDS = 15;

/** Takes one job of a queue after the other: the next one at once, as nobody is told again of those that wait. */
async function take(queue: Queue, name: QueueName): Promise<void> {
  const taker = { id: "" };
  taker.id = await queue.work<Jobs[typeof name]>(name, POLL, async (jobs) => {
    for (const job of jobs) await handle(name, job.data);
    queue.notifyWorker(taker.id);
  });
}

/** Starts queues and sweeps in this process. `stop` lets jobs that are under way finish. */
export async function startWorker(): Promise<Worker> {
  const queue = createQueue();
  await queue.start();
  for (const name of QUEUES) {
    const options = {
      expireInSeconds: MOST_SECONDS,
      retryLimit: 0,
      heartbeatSeconds: SILENT_SECONDS,
      notify: true,
    };
    await queue.createQueue(name, { policy: "exclusive", ...options });
    // A queue that an earlier release made stays as it was otherwise.
    await queue.updateQueue(name, options);
    for (let taker = 0; taker < AT_ONCE; taker += 1) await take(queue, name);
  }
  const timers = Object.entries(SWEEPS).map(([name, sweep]) => {
    let busy = false;
    const once = async () => {
      if (busy) return;
      busy = true;
      await sweep.run(queue).catch((err: unknown) => logger().error({ err, sweep: name }, "a sweep failed"));
      busy = false;
    };
    void once();
    return setInterval(() => void once(), sweep.everySeconds * 1000);
  });
  const watching = startWatching();
  return {
    stop: async () => {
      for (const timer of timers) clearInterval(timer);
      // A look that takes longer is ended with the process: its lease runs out.
      await Promise.all([
        queue.stop({ graceful: true, timeout: STOP_SECONDS * 1000 }),
        Promise.race([watching.stop(), sleep(STOP_SECONDS * 1000, undefined, { ref: false })]),
      ]);
    },
  };
}
