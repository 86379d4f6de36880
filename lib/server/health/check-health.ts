import "server-only";
import { pingDatabase } from "@/lib/db/health";
import { listHeartbeats } from "@/lib/db/heartbeats";
import { env } from "@/lib/env";

/** "ok", or what is wrong in a few words. */
type Part = string;

export type Health = {
  status: "ok" | "failing";
  database: Part;
  worker: Part;
  clouds: "sandbox" | "real";
  /** Only where the sandbox stands in for the clouds. */
  sandbox?: Part;
};

/** The worker says that it is alive every five seconds. */
const WORKER_SILENT_SECONDS = 20;
const SANDBOX_TIMEOUT_MS = 2_000;

/** Whether this console can do its work; holds nothing that a stranger may not read. */
export async function checkHealth(now = new Date()): Promise<Health> {
  const sandboxUrl = env().SANDBOX_CONTROL_URL;
  const [ping, sandbox] = await Promise.all([
    pingDatabase(),
    sandboxUrl ? checkSandbox(sandboxUrl) : undefined,
  ]);
  const database = ping.ok ? "ok" : `no answer (${ping.reason})`;
  const worker = ping.ok ? await checkWorker(now) : "unknown: its heartbeat is in the database";
  const failing = [database, worker, sandbox ?? "ok"].some((part) => part !== "ok");
  return {
    status: failing ? "failing" : "ok",
    database,
    worker,
    clouds: sandboxUrl ? "sandbox" : "real",
    ...(sandbox ? { sandbox } : {}),
  };
}

async function checkWorker(now: Date): Promise<Part> {
  const beats = (await listHeartbeats()).filter(({ name }) => name.startsWith("worker"));
  const newest = Math.max(...beats.map(({ at }) => at.getTime()));
  if (!Number.isFinite(newest)) return "never started";
  const silent = Math.round((now.getTime() - newest) / 1_000);
  return silent <= WORKER_SILENT_SECONDS ? "ok" : `silent for ${silent} seconds`;
}

async function checkSandbox(url: string): Promise<Part> {
  try {
    const { origin } = new URL(url);
    const response = await fetch(`${origin}/control/demo`, {
      method: "HEAD",
      signal: AbortSignal.timeout(SANDBOX_TIMEOUT_MS),
    });
    await response.body?.cancel();
    return response.status < 500 ? "ok" : `answers ${response.status}`;
  } catch {
    return "no answer";
  }
}
