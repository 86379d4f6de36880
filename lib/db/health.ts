import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import { database } from "./client";

/** Who asks after health waits less long than a reader. */
const PATIENCE_MS = 5_000;

/** Whether the database answers, and in how many milliseconds. Never throws. */
export async function pingDatabase(): Promise<
  { ok: true; milliseconds: number } | { ok: false; reason: string }
> {
  const started = performance.now();
  const answered = new AbortController();
  const tooLate = wait(PATIENCE_MS, undefined, { signal: answered.signal }).then(() => {
    throw new Error("too late");
  });
  tooLate.catch(() => undefined);
  try {
    await Promise.race([database().pool.query("select 1"), tooLate]);
    return { ok: true, milliseconds: Math.round((performance.now() - started) * 10) / 10 };
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    return { ok: false, reason: typeof code === "string" ? code : "no answer" };
  } finally {
    answered.abort();
  }
}
