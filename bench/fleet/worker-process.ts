import { setTimeout as sleep } from "node:timers/promises";
import { startWorker } from "@/lib/jobs/start-worker";
import { startWatching } from "@/lib/jobs/watch-loop";
import { prepareServer } from "@/lib/server/prepare-server";
import { makeBareCalls, rememberCalls } from "./bare-calls";
import { heldMb } from "./held-memory";
import { prepareFleet } from "./prepare";

// The worker's own process: its time, CPU and memory are what is measured.
export type Command =
  | { do: "prepare"; ownerUrl: string; controlUrl: string; size: number; customers: number }
  | { do: "start-watching" }
  | { do: "start-worker" }
  | { do: "stop" }
  | { do: "bare"; calls: number; atOnce: number };
/** What was used since it began. `peakMb`: the most memory that was resident meanwhile; `heldMb`: what is left of it. */
export type Usage = { wallS: number; cpuS: number; peakMb: number; heldMb: number };

prepareServer();
let running: { stop(): Promise<void> } | null = null;
let cpu = process.cpuUsage();
let began = performance.now();
let peak = 0;
setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
}, 250).unref();

function begin(): void {
  cpu = process.cpuUsage();
  began = performance.now();
  peak = process.memoryUsage.rss();
}

function usage(): Usage {
  const { user, system } = process.cpuUsage(cpu);
  const wallS = (performance.now() - began) / 1000;
  return { wallS, cpuS: (user + system) / 1e6, peakMb: peak / 2 ** 20, heldMb: 0 };
}

async function run(command: Command): Promise<Usage | null> {
  switch (command.do) {
    case "prepare":
      await prepareFleet(command.ownerUrl, command.controlUrl, command.size, command.customers);
      return null;
    case "start-watching":
      rememberCalls();
      begin();
      running = startWatching();
      return null;
    case "start-worker":
      running = await startWorker();
      return null;
    case "stop": {
      const used = usage();
      await running?.stop();
      return { ...used, heldMb: heldMb() };
    }
    case "bare":
      begin();
      await makeBareCalls(command.calls, command.atOnce);
      return usage();
  }
}

process.on("message", (command: Command) => {
  run(command).then(
    (result) => process.send?.({ result }),
    (error: Error) => process.send?.({ error: error.stack ?? error.message }),
  );
});
process.on("disconnect", () => void sleep(0).then(() => process.exit(0)));
process.send?.({ result: "ready" });
