import { existsSync } from "node:fs";
import { join } from "node:path";
import { root } from "../root";
import { describeFailure, PlainError } from "./plain-error";
import { createProgress } from "./progress";
import type { DemoAccount } from "./sandbox";
import { startStack } from "./stack";

const FLAGS = ["--reset", "--dev"];

function readFlags(args: string[]): { reset: boolean; dev: boolean } {
  const unknown = args.find((arg) => !FLAGS.includes(arg));
  if (unknown)
    throw new PlainError(`Unknown: ${unknown}. "npm start -- --reset" deletes all data and begins again.`);
  return { reset: args.includes("--reset"), dev: args.includes("--dev") };
}

function describeSignIn(accounts: DemoAccount[]): string {
  const width = Math.max(...accounts.map((account) => account.upn.length));
  const lines = accounts.map((account) => `  ${account.upn.padEnd(width)}  ${account.demoRole}`);
  return ["Sign in by choosing one of the sandbox's accounts (no password):", ...lines].join("\n");
}

/** Aborted by the first wish to stop: Ctrl-C, a termination signal, or the end of the process that started us. */
function whenAskedToStop(): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, () => controller.abort());
  process.on("disconnect", () => controller.abort());
  return controller.signal;
}

async function main(): Promise<void> {
  const flags = readFlags(process.argv.slice(2));
  const envFile = join(root, ".env");
  if (existsSync(envFile)) process.loadEnvFile(envFile);
  const progress = createProgress();
  const signal = whenAskedToStop();
  const asked = new Promise<void>((resolve) =>
    signal.addEventListener("abort", () => resolve(), { once: true }),
  );
  void asked.then(() => progress.say("Stopping…"));
  const stack = await startStack({
    mode: flags.dev ? "development" : "production",
    source: process.env,
    reset: flags.reset,
    progress,
    signal,
  }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
  if (!stack) return;
  try {
    if (signal.aborted) return;
    progress.say(`Clavis is ready at ${stack.url}`);
    if (stack.sandbox) progress.say(describeSignIn(stack.sandbox.accounts));
    progress.say("Ctrl-C stops it.");
    await Promise.race([asked, stack.broken]);
  } finally {
    await stack.stop();
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(describeFailure(error));
    process.exit(1);
  },
);
