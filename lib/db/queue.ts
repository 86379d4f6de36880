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

const SCHEMA = "pgboss";

function opened(queue: PgBoss): PgBoss {
  // Without a listener Node ends the process; what matters is found again by the sweeps.
  queue.on("error", () => undefined);
  return queue;
}

/** What sends jobs: pg-boss over this process's own connections, in the schema that the migrations made. */
function createSender(): PgBoss {
  const executeSql = async (text: string, values?: unknown[]) => {
    const result = await database().pool.query(text, values);
    // Several statements at once come back as a list; pg-boss reads the last.
    return Array.isArray(result) ? result.at(-1) : result;
  };
  const keeps = { supervise: false, migrate: false, schedule: false };
  return opened(new PgBoss({ db: { executeSql }, schema: SCHEMA, createSchema: false, ...keeps }));
}

/** Connections of the worker's queue, beside the one on which it is told of new jobs. */
const CONNECTIONS = 4;

/**
 * What takes jobs: pg-boss with connections of its own, one of which PostgreSQL tells of every new job. It also keeps
 * the tables of the queue and does their housekeeping.
 */
export function createQueue(): PgBoss {
  const connectionString = database().pool.options.connectionString;
  // How often jobs of workers that died are looked for.
  const supervision = { superviseIntervalSeconds: 5, monitorIntervalSeconds: 5 };
  return opened(
    new PgBoss({
      ...(connectionString ? { connectionString } : {}),
      max: CONNECTIONS,
      application_name: "clavis-jobs",
      schema: SCHEMA,
      createSchema: false,
      schedule: false,
      useListenNotify: true,
      ...supervision,
    }),
  );
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
    holder.clavisQueue ??= createSender().start();
    await sendTo(await holder.clavisQueue, name, job);
    return true;
  } catch {
    holder.clavisQueue = undefined;
    return false;
  }
}
