import "server-only";
import { beat } from "@/lib/db/heartbeats";

/** Says that a worker is alive: what the health page looks at. */
export async function sayAlive(name: string, at: Date): Promise<void> {
  await beat(name, at);
}
