import "server-only";
import { countBrokenChains } from "@/lib/db/audit-chains";
import { pingDatabase } from "@/lib/db/health";
import { listHeartbeats } from "@/lib/db/heartbeats";
import { grantScope } from "@/lib/db/scope";
import { readWithScope } from "@/lib/db/transaction";
import { env } from "@/lib/env";

/** "ok", or what is wrong in a few words. */
type Part = string;

export type Health = {
  status: "ok" | "failing";
  database: Part;
  worker: Part;
  /** Whether every chain of the audit log verified; what is wrong is on its page. Never makes the console failing. */
  audit: Part;
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
    audit: ping.ok ? await checkAudit() : "unknown: it is in the database",
    clouds: sandboxUrl ? "sandbox" : "real",
    ...(sandbox ? { sandbox } : {}),
  };
}

async function checkAudit(): Promise<Part> {
  const everything = grantScope({ organisations: "*", userId: null });
  const broken = await readWithScope(everything, countBrokenChains);
  return broken === 0 ? "ok" : `tampered with: ${broken} of its chains`;
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
