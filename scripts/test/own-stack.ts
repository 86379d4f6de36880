import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../database/free-port";
import { createProgress } from "../start/progress";
import { type Stack, startStack } from "../start/stack";

export type OwnStack = {
  stack: Stack;
  /** What the browser tests read: see e2e/fixtures/stack.ts. */
  stackFile: string;
  stop(): Promise<void>;
};

/** Lets a test kill or revive a server: POST /web/kill, /web/revive, /worker/kill, /worker/revive. */
async function serveLifeAndDeath(stack: Stack): Promise<Server> {
  const server = createServer((request, response) => {
    const [, name, verb] = /^\/(web|worker)\/(kill|revive)$/.exec(request.url ?? "") ?? [];
    if (request.method !== "POST" || (name !== "web" && name !== "worker")) {
      response.writeHead(404).end();
      return;
    }
    const done = verb === "kill" ? stack.kill(name) : stack.revive(name);
    done.then(
      () => response.writeHead(204).end(),
      (error: Error) => response.writeHead(500).end(error.message),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

/**
 * Starts everything on free ports with a data folder of its own that goes away afterwards, also when the process is
 * asked to end. Sandbox always.
 */
export async function startOwnStack(): Promise<OwnStack> {
  const asked = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => asked.abort());
  const folder = mkdtempSync(join(tmpdir(), "clavis-test-"));
  chmodSync(folder, 0o711);
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  const {
    DATABASE_URL: _database,
    ENTRA_CLIENT_ID: _client,
    ENTRA_CLIENT_SECRET: _secret,
    ...rest
  } = process.env;
  const source = {
    ...rest,
    PORT: String(await freePort()),
    SANDBOX_PORT: "0",
    CLAVIS_DATA: folder,
    LOG_LEVEL: "warn",
    // The browser tests hold what was said to Azure against Microsoft's own documents.
    SANDBOX_RECORD: "1",
    ROLE_PROPAGATION_SECONDS: "4",
    FIREWALL_PROPAGATION_SECONDS: "1",
  };
  try {
    const stack = await startStack({
      mode: "production",
      source,
      progress: createProgress(),
      signal: asked.signal,
    });
    const life = await serveLifeAndDeath(stack);
    const stackFile = join(folder, "stack.json");
    const described = {
      baseUrl: stack.url,
      controlUrl: new URL(stack.env.SANDBOX_CONTROL_URL ?? "http://127.0.0.1").origin,
      careUrl: stack.env.SANDBOX_CARE_URL ?? "",
      mailUrl: stack.env.SANDBOX_MAIL_URL ?? "",
      ownerUrl: stack.superuserUrl ?? "",
      lifeUrl: `http://127.0.0.1:${(life.address() as AddressInfo).port}`,
      env: stack.env,
    };
    writeFileSync(stackFile, JSON.stringify(described), { mode: 0o600 });
    const stop = async () => {
      life.close();
      life.closeAllConnections();
      await stack.stop();
      remove();
    };
    asked.signal.addEventListener("abort", () => void stop().finally(() => process.exit(130)));
    return { stack, stackFile, stop };
  } catch (error) {
    remove();
    throw error;
  }
}
