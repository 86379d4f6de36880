import { setTimeout as sleep } from "node:timers/promises";
import { startWorker } from "@/lib/jobs/start-worker";
import { startWatching } from "@/lib/jobs/watch-loop";
import { applicationIdentity } from "@/lib/server/clouds/application-identity";
import { prepareServer } from "@/lib/server/prepare-server";
import { customerOf } from "./customers";
import { prepareFleet } from "./prepare";

// The worker's own process: its time, CPU and memory are what is measured.
export type Command =
  | { do: "prepare"; ownerUrl: string; controlUrl: string; size: number; customers: number }
  | { do: "start-watching" }
  | { do: "start-worker" }
  | { do: "stop" }
  | { do: "bare"; calls: number; atOnce: number };
export type Usage = { wallS: number; cpuS: number; peakMb: number };

prepareServer();
let running: { stop(): Promise<void> } | null = null;
let cpu = process.cpuUsage();
let began = performance.now();
let peak = 0;
setInterval(() => {
  peak = Math.max(peak, process.memoryUsage().rss);
}, 250).unref();

function begin(): void {
  cpu = process.cpuUsage();
  began = performance.now();
  peak = process.memoryUsage().rss;
}

function usage(): Usage {
  const { user, system } = process.cpuUsage(cpu);
  return { wallS: (performance.now() - began) / 1000, cpuS: (user + system) / 1e6, peakMb: peak / 2 ** 20 };
}

/** As many plain requests as the looks made, through the same proxy, with a token, each answer read and parsed. */
async function bare(calls: number, atOnce: number): Promise<void> {
  const { tenantId, subscriptionId, prefix } = customerOf(0);
  const scope = "https://management.azure.com/.default";
  const token = (await applicationIdentity(tenantId).getToken(scope))?.token ?? "";
  const url = `https://management.azure.com/subscriptions/${subscriptionId}/resourceGroups/rg-cmk/providers/Microsoft.KeyVault/vaults/${prefix}-aep?api-version=2026-02-01`;
  let left = calls;
  const one = async () => {
    while (left-- > 0) {
      const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
      if (answer.status !== 200) throw new Error(`A bare call was answered ${answer.status}.`);
      JSON.parse(await answer.text());
    }
  };
  begin();
  await Promise.all(Array.from({ length: atOnce }, one));
}

async function run(command: Command): Promise<Usage | null> {
  switch (command.do) {
    case "prepare":
      await prepareFleet(command.ownerUrl, command.controlUrl, command.size, command.customers);
      return null;
    case "start-watching":
      begin();
      running = startWatching();
      return null;
    case "start-worker":
      running = await startWorker();
      return null;
    case "stop": {
      const used = usage();
      await running?.stop();
      return used;
    }
    case "bare":
      await bare(command.calls, command.atOnce);
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
