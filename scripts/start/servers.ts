import { join } from "node:path";
import { root } from "../root";
import { type Child, lastLines, launchChild } from "./children";
import type { DataFolder } from "./data-folder";
import { PlainError } from "./plain-error";
import type { Source } from "./settings";

const NEXT = join(root, "node_modules", "next", "dist", "bin", "next");
const TYPED = ["--import", "tsx", "--conditions=react-server"];

export type Mode = "production" | "development";

export function startWeb(mode: Mode, port: number, env: Source, folder: DataFolder): Child {
  const verb = mode === "production" ? "start" : "dev";
  return launchChild({
    name: "web",
    args: [NEXT, verb, "-H", "127.0.0.1", "-p", String(port)],
    env: { ...env, NODE_ENV: mode, NEXT_TELEMETRY_DISABLED: "1" },
    logFolder: folder.logs,
  });
}

export function startWorker(mode: Mode, env: Source, folder: DataFolder): Child {
  return launchChild({
    name: "worker",
    args: [
      ...TYPED,
      ...(mode === "development" ? ["--watch", "--watch-preserve-output"] : []),
      "lib/jobs/main.ts",
    ],
    env: { ...env, NODE_ENV: mode },
    logFolder: folder.logs,
  });
}

/** Fills an empty database with the sandbox's organisations and people; the script itself leaves a filled one alone. */
export async function seed(env: Source, folder: DataFolder): Promise<void> {
  const args = [...TYPED, "prisma/seed/main.ts"];
  const child = launchChild({ name: "seed", args, env, logFolder: folder.logs });
  if ((await child.ended) !== 0)
    throw new PlainError(`The demo organisations could not be made:\n${lastLines(child.logFile)}`);
}

/** Waits until the console says that all is well; on time-out tells what it says instead. */
export async function untilHealthy(
  url: string,
  web: Child,
  signal?: AbortSignal,
  seconds = 90,
): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  let last = "no answer";
  let gone = false;
  void web.ended.then(() => {
    gone = true;
  });
  while (!gone && !signal?.aborted && Date.now() < deadline) {
    try {
      const response = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(10_000) });
      if (response.status === 200) return;
      last = `${response.status} ${(await response.text()).slice(0, 500)}`;
    } catch {
      // Not listening yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  if (gone)
    throw new PlainError(`The web server ended; the end of ${web.logFile}:\n${lastLines(web.logFile)}`);
  throw new PlainError(`The console is not well after ${seconds} s: /api/health says ${last}.`);
}
