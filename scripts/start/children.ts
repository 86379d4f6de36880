import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { root } from "../root";

export type Child = {
  name: string;
  logFile: string;
  process: ChildProcess;
  /** Resolves with the exit code (or signal name) when it ends, wanted or not. */
  ended: Promise<number | string>;
  /** Whether its end was asked for. */
  leaving: boolean;
  stop(): Promise<void>;
  /** At once, as a crash would. */
  kill(): Promise<void>;
};

export type Launch = {
  name: string;
  args: string[];
  env: Record<string, string | undefined>;
  logFolder: string;
  /** Receives standard output line by line; without it, it goes to the log as it is. */
  onLine?: (line: string) => void;
};

const GRACE_MS = 10_000;

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(process.platform === "win32" ? child.pid : -child.pid, signal);
  } catch {
    // Already gone.
  }
}

function readLines(child: ChildProcess, log: number, onLine: (line: string) => void): void {
  let rest = "";
  child.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
    writeSync(log, chunk);
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) onLine(line);
  });
}

/** Starts `node ...args` in a process group of its own, its words going to logs/<name>.log. */
export function launchChild({ name, args, env, logFolder, onLine }: Launch): Child {
  const logFile = join(logFolder, `${name}.log`);
  const log = openSync(logFile, "a", 0o600);
  const preload = ["--import", new URL("./leave-with-parent.mjs", import.meta.url).href];
  const child = spawn(process.execPath, [...preload, ...args], {
    cwd: root,
    env: env as NodeJS.ProcessEnv,
    stdio: ["ignore", onLine ? "pipe" : log, log],
    detached: process.platform !== "win32",
  });
  if (onLine) readLines(child, log, onLine);
  const ended = new Promise<number | string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code, signal) => resolve(code ?? signal ?? 1));
  });
  void ended.then(() => closeSync(log));
  const launched: Child = {
    name,
    logFile,
    process: child,
    ended,
    leaving: false,
    async stop() {
      launched.leaving = true;
      signalGroup(child, "SIGTERM");
      const timer = setTimeout(() => signalGroup(child, "SIGKILL"), GRACE_MS);
      await ended;
      clearTimeout(timer);
      // What it left behind in its group goes too.
      signalGroup(child, "SIGKILL");
    },
    async kill() {
      launched.leaving = true;
      signalGroup(child, "SIGKILL");
      await ended;
    },
  };
  return launched;
}

/** The last lines of a log, for showing why something ended. */
export function lastLines(logFile: string, count = 15): string {
  try {
    return readFileSync(logFile, "utf8").trimEnd().split("\n").slice(-count).join("\n");
  } catch {
    return "";
  }
}
