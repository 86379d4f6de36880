import "server-only";
import { database } from "./client";

/** Whether the database answers, and in how many milliseconds. Never throws. */
export async function pingDatabase(): Promise<
  { ok: true; milliseconds: number } | { ok: false; reason: string }
> {
  const started = performance.now();
  try {
    await database().pool.query("select 1");
    return { ok: true, milliseconds: Math.round((performance.now() - started) * 10) / 10 };
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    return { ok: false, reason: typeof code === "string" ? code : "no answer" };
  }
}
