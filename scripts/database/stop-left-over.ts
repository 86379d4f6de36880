import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

import { PlainError } from "../start/plain-error";

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** On Linux, whether the process really is a PostgreSQL of this folder and not a stranger that got its number. */
function isOurs(pid: number, folder: string): boolean {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
    return command.some((part) => part.includes("postgres")) && command.includes(folder);
  } catch {
    return process.platform !== "linux";
  }
}

/**
 * A start that was killed leaves its PostgreSQL running, or only its postmaster.pid. The first is shut down
 * in order; the second is removed when its number now belongs to something else.
 */
export async function stopLeftOver(folder: string): Promise<void> {
  const file = join(folder, "postmaster.pid");
  let pid: number;
  try {
    pid = Number.parseInt(readFileSync(file, "utf8").split("\n")[0] ?? "", 10);
  } catch {
    return;
  }
  if (!Number.isInteger(pid) || pid <= 1 || !isAlive(pid) || !isOurs(pid, folder)) {
    rmSync(file, { force: true });
    return;
  }
  process.kill(pid, "SIGINT");
  const deadline = Date.now() + 20_000;
  while (isAlive(pid) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 100));
  if (isAlive(pid))
    throw new PlainError(`A PostgreSQL of an earlier start (process ${pid}) does not stop: end it first.`);
}
