import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { listen } from "../core/listen";
import { json, text } from "../core/reply";
import type { SandboxReply, SandboxRequest, World } from "../core/types";
import { readRequest, writeReply } from "../core/wire";

/** One part of the door: answers the addresses below its prefix. */
export type DoorPart = {
  prefix: string;
  handle(request: SandboxRequest, world: World): Promise<SandboxReply | "cut">;
};

export type Door = { url: string; port: number; stop(): Promise<void> };

function isLoopback(incoming: IncomingMessage): boolean {
  const from = incoming.socket.remoteAddress ?? "";
  const named = (incoming.headers.host ?? "").replace(/:\d+$/, "");
  return (
    ["127.0.0.1", "::1", "::ffff:127.0.0.1"].includes(from) && ["127.0.0.1", "localhost"].includes(named)
  );
}

/** A change asked for by a page of another site is refused: forms of these pages, and clients without a browser, pass. */
export function isForeignChange(request: SandboxRequest): boolean {
  if (["GET", "HEAD"].includes(request.method)) return false;
  const site = request.headers["sec-fetch-site"];
  if (site) return !["same-origin", "none"].includes(site);
  const { origin } = request.headers;
  return origin !== undefined && origin !== request.url.origin;
}

async function answer(
  incoming: IncomingMessage,
  world: World,
  parts: DoorPart[],
): Promise<SandboxReply | "cut"> {
  if (!isLoopback(incoming)) return text(403, "The sandbox answers this machine only.\n");
  const request = await readRequest(incoming, "http", world.state.settings.clientAddress);
  if (request.method === "HEAD") request.method = "GET";
  const { pathname } = request.url;
  if (pathname === "/") return { status: 303, headers: { location: "/control" }, body: null };
  const part = parts.find(({ prefix }) => pathname === prefix || pathname.startsWith(`${prefix}/`));
  if (!part) return text(404, "No such page of the sandbox.\n");
  if (isForeignChange(request))
    return json(403, { error: "A change must come from the sandbox's own pages or from no page at all." });
  return part.handle(request, world);
}

/** The plain-http pages that a browser opens: sign-in, consent, Customer Care, control. On 127.0.0.1 only. */
export async function startDoor(world: World, parts: DoorPart[], port: number): Promise<Door> {
  const sockets = new Set<Socket>();
  const server = createServer((incoming, outgoing) => {
    answer(incoming, world, parts)
      .then((reply) => writeReply(incoming, outgoing, reply))
      .catch((error: unknown) => {
        console.error("[sandbox] a page failed:", error);
        if (!outgoing.headersSent)
          writeReply(
            incoming,
            outgoing,
            text(500, "The sandbox itself failed; its own output says where.\n"),
          );
      });
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await listen(server, port);
  const bound = (server.address() as AddressInfo).port;
  return {
    url: `http://127.0.0.1:${bound}`,
    port: bound,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
