import { join } from "node:path";
import { CLOUDS, type CloudId } from "./core/clouds";
import { StartRefused } from "./core/store";
import { startSandbox } from "./start";

const DEFAULT_PORT = 4400;

function readPort(): number {
  const given = process.env.SANDBOX_PORT ?? String(DEFAULT_PORT);
  const port = Number(given);
  if (!Number.isInteger(port) || port < 0 || port > 65534)
    throw new StartRefused(`SANDBOX_PORT is "${given}": it must be a port number up to 65534.`);
  return port;
}

function readCloud(): CloudId | undefined {
  const given = process.env.AZURE_CLOUD;
  if (given === undefined || given === "") return undefined;
  if (Object.hasOwn(CLOUDS, given)) return given as CloudId;
  throw new StartRefused(`AZURE_CLOUD is "${given}": it must be one of ${Object.keys(CLOUDS).join(", ")}.`);
}

async function main(): Promise<void> {
  if (process.env.NODE_ENV === "production" && process.env.SANDBOX_ALLOW_PRODUCTION !== "1") {
    throw new StartRefused(
      "The sandbox does not start with NODE_ENV=production: set SANDBOX_ALLOW_PRODUCTION=1 if this is wanted.",
    );
  }
  const dataDir = join(process.env.CLAVIS_DATA ?? ".data", "sandbox");
  const sandbox = await startSandbox({ port: readPort(), dataDir, cloud: readCloud() });
  for (const [name, value] of Object.entries(sandbox.env)) console.log(`${name}=${value}`);
  console.log("SANDBOX_READY=1");

  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    sandbox.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

main().catch((error: unknown) => {
  console.error(error instanceof StartRefused ? error.message : error);
  process.exit(1);
});
