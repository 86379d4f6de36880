import "server-only";
import { database } from "./client";

/** Says that a worker or schedule is alive. One statement, no scope: the table holds names and times. */
export async function beat(name: string, at: Date): Promise<void> {
  await database().prisma.$executeRaw`
    insert into heartbeats (name, at) values (${name}, ${at}::timestamptz)
    on conflict (name) do update set at = greatest(heartbeats.at, excluded.at)`;
}

/** The last sign of life of every worker and schedule. */
export async function listHeartbeats(): Promise<{ name: string; at: Date }[]> {
  return database().prisma.heartbeat.findMany({ orderBy: { name: "asc" } });
}
