import "server-only";
import { logger } from "@/lib/logger";
import { prepareServer } from "@/lib/server/prepare-server";
import { startWorker } from "./start-worker";

prepareServer();
const worker = await startWorker();
logger().info("the worker is ready");

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  await worker.stop();
  process.exit(0);
}
process.on("SIGTERM", () => void stop());
process.on("SIGINT", () => void stop());
