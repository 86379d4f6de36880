import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";

type Answer = { result?: unknown; error?: string };

/** A process of the bench and one question at a time to it. */
export type Child = { ask<T>(message: unknown): Promise<T>; next<T>(): Promise<T>; stop(): void };

function answerOf<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`A process of the bench ended with ${code}.`));
    child.once("exit", ended);
    child.once("message", (message) => {
      child.off("exit", ended);
      const { error } = message as Answer;
      if (error) reject(new Error(error));
      else resolve(message as T);
    });
  });
}

/** Starts bench/fleet/NAME.ts as a process of its own. */
export function startChild(name: string, args: string[], env: Record<string, string>): Child {
  const file = fileURLToPath(new URL(`${name}.ts`, import.meta.url));
  const execArgv = ["--import", "tsx", "--conditions=react-server"];
  const child = fork(file, args, {
    execArgv,
    env: { ...process.env, ...env },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  return {
    next: () => answerOf(child),
    ask: (message) => {
      const answer = answerOf<never>(child);
      child.send(message as object);
      return answer;
    },
    stop: () => {
      if (child.connected) child.disconnect();
    },
  };
}
