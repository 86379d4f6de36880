import "server-only";
import { PgBoss } from "pg-boss";
import { database } from "./client";

/** What each queue's jobs carry. A job only wakes the worker: what is to be done is in the tables. */
export type Jobs = {
  "continue-run": { runId: string; organisationId: string };
  "poll-enablement": { organisationId: string };
  "re-check-vault": { organisationId: string; part: "aep" | "cja" };
  "re-check-step": { organisationId: string; part: "aep" | "cja"; step: string };
  "verify-organisation": { organisationId: string };
  deliver: { organisationId: string; channelId: string };
  "take-events": { organisationId: string };
  "poll-feed": { organisationId: string };
  // chain: an organisation's id, or "system".
  "verify-chain": { chain: string };
  "stream-audit": { chain: string; streamId: string };
};
export type QueueName = keyof Jobs;
export const QUEUES: readonly QueueName[] = [
  "continue-run",
  "poll-enablement",
  "re-check-vault",
  "re-check-step",
  "verify-organisation",
  "deliver",
  "take-events",
  "poll-feed",
  "verify-chain",
  "stream-audit",
];

/**
 * pg-boss over this process's own connections, in the schema that the migrations made. `worker`: it also keeps its
 * tables and does the housekeeping; a web server only sends.
 */
export function createQueue(worker: boolean): PgBoss {
  const executeSql = async (text: string, values?: unknown[]) => {
    const result = await database().pool.query(text, values);
    // Several statements at once come back as a list; pg-boss reads the last.
    return Array.isArray(result) ? result.at(-1) : result;
  };
  // How often jobs of workers that died are looked for.
  const supervision = { superviseIntervalSeconds: 5, monitorIntervalSeconds: 5 };
  const keeps = { supervise: worker, migrate: worker, schedule: false, ...supervision };
  const queue = new PgBoss({ db: { executeSql }, schema: "pgboss", createSchema: false, ...keeps });
  // Without a listener Node ends the process; what matters is found again by the sweeps.
  queue.on("error", () => undefined);
  return queue;
}

/** One job at a time per thing: the same key is not queued twice, nor while it is being worked on. */
export async function sendTo<Name extends QueueName>(
  queue: PgBoss,
  name: Name,
  job: Jobs[Name],
): Promise<void> {
  await queue.send(name, job, { singletonKey: Object.values(job).join(":"), retryLimit: 0 });
}

const holder = globalThis as { clavisQueue?: Promise<PgBoss> };

/**
 * Wakes the worker. Never throws: a job that is lost, or sent before the worker ever ran, is made up for by the
 * worker's sweep a few seconds later.
 */
export async function sendJob<Name extends QueueName>(name: Name, job: Jobs[Name]): Promise<boolean> {
  try {
    holder.clavisQueue ??= createQueue(false).start();
    await sendTo(await holder.clavisQueue, name, job);
    return true;
  } catch {
    holder.clavisQueue = undefined;
    return false;
  }
}
