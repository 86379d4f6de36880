import { createServer, type Server } from "node:net";
import { StartRefused } from "./store";

/** Listens on 127.0.0.1 only; a taken port is one clear sentence. Port 0 takes any free one. */
export function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const taken = error.code === "EADDRINUSE";
      reject(
        taken
          ? new StartRefused(`Port ${port} on 127.0.0.1 is taken: set SANDBOX_PORT to a free one.`)
          : error,
      );
    });
    server.listen(port, "127.0.0.1", () => resolve());
  });
}

/** Says early, in one sentence, that a port is taken. */
export async function requireFreePort(port: number): Promise<void> {
  const probe = createServer();
  await listen(probe, port);
  await new Promise((resolve) => probe.close(resolve));
}
