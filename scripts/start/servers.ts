import { join } from "node:path";
import { root } from "../root";
import { type Child, lastLines, launchChild } from "./children";
import type { DataFolder } from "./data-folder";
import { PlainError } from "./plain-error";
import type { Source } from "./settings";

const NEXT = join(root, "node_modules", "next", "dist", "bin", "next");
/** Node's flags for TypeScript of the server side. */
export const TYPED = ["--import", "tsx", "--conditions=react-server"];

/** A page is drawn from many short-lived objects: with room for them, the collector seldom stands in the way. */
const ROOMY = ["--max-semi-space-size=64"];

export type Mode = "production" | "development";
export type ServerName = "worker" | "web";

function startWeb(mode: Mode, port: number, env: Source, folder: DataFolder): Child {
  const verb = mode === "production" ? "start" : "dev";
  return launchChild({
    name: "web",
    args: [...ROOMY, NEXT, verb, "-H", "127.0.0.1", "-p", String(port)],
    env: { ...env, NODE_ENV: mode, NEXT_TELEMETRY_DISABLED: "1" },
    logFolder: folder.logs,
  });
}

function startWorker(mode: Mode, env: Source, folder: DataFolder): Child {
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

/** Waits until the console says that all is well; on time-out tells what it says instead. */
async function untilHealthy(
  url: string,
  web: Child | undefined,
  signal?: AbortSignal,
  seconds = 90,
): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  let last = "no answer";
  let gone = false;
  void web?.ended.then(() => {
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
  if (signal?.aborted) throw new PlainError("Stopped.");
  if (gone && web)
    throw new PlainError(`The web server ended; the end of ${web.logFile}:\n${lastLines(web.logFile)}`);
  throw new PlainError(`The console is not well after ${seconds} s: /api/health says ${last}.`);
}

/** The two servers of this start, which tests may also kill and start again. */
export class Servers {
  readonly #children = new Map<ServerName, Child>();

  constructor(
    readonly mode: Mode,
    readonly port: number,
    readonly env: Source,
    readonly folder: DataFolder,
    readonly onStarted: (child: Child) => void,
  ) {}

  async start(names: ServerName[], url: string, signal?: AbortSignal): Promise<void> {
    for (const name of names) {
      const child =
        name === "web"
          ? startWeb(this.mode, this.port, this.env, this.folder)
          : startWorker(this.mode, this.env, this.folder);
      this.#children.set(name, child);
      this.onStarted(child);
    }
    await untilHealthy(url, this.#children.get("web"), signal);
  }

  async kill(name: ServerName): Promise<void> {
    await this.#children.get(name)?.kill();
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#children.values()].map((child) => child.stop()));
  }
}
