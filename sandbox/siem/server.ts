import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer, type Server } from "node:tls";
import type { Authority } from "../core/certificates";
import type { World } from "../core/types";
import { parseSyslog, takeFrames } from "./frames";

/** Older ones are forgotten: the state is one file. */
const MOST_KEPT = 500;

export type SiemServer = { port: number; stop(): Promise<void> };

async function bind(server: Server, port: number): Promise<void> {
  const ready = once(server, "listening");
  server.listen(port, "127.0.0.1");
  await ready;
}

/** A collector on 127.0.0.1 that takes syslog over TLS and keeps it to be read. `port` of 0, or one that is taken: any. */
export async function startSiemServer(world: World, authority: Authority, port: number): Promise<SiemServer> {
  const { key, cert } = await authority.leaf("localhost");
  const server = createServer({ key, cert, minVersion: "TLSv1.2" }, (socket) => {
    let rest: Buffer = Buffer.alloc(0);
    socket.on("error", () => undefined);
    socket.on("data", (piece: Buffer) => {
      const taken = takeFrames(Buffer.concat([rest, piece]));
      rest = taken.rest;
      const at = world.now().toISOString();
      const lines = taken.frames.map((raw) => ({ at, raw, line: parseSyslog(raw) }));
      // What is no syslog ends the connection, as a strict collector does.
      if (taken.broken || lines.some(({ line }) => line === null)) return void socket.destroy();
      world.state.syslog = [...(world.state.syslog ?? []), ...lines.map(({ raw }) => ({ at, raw }))].slice(
        -MOST_KEPT,
      );
      world.save();
    });
  });
  server.on("tlsClientError", () => undefined);
  await bind(server, port).catch(() => bind(server, 0));
  server.on("error", () => undefined);
  return {
    port: (server.address() as AddressInfo).port,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
