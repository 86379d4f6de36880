import "server-only";
import { installProxy } from "@/lib/azure/proxy";
import { env } from "@/lib/env";

/** Before the first request: settings that can be worked with, and outbound calls through the network's proxy. */
export function prepareServer(): void {
  try {
    env();
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exit(1);
  }
  installProxy();
}
