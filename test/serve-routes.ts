import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as NodeReadableStream } from "node:stream/web";
import type { Route } from "../lib/server/route/definition";

export type Served = { url: string; stop(): Promise<void> };

/** Serves route handlers over real HTTP on 127.0.0.1, bodies as they come, as the web server does. */
export async function serveRoutes(
  routeFor: (method: string, path: string) => { route: Route; params: Record<string, string> },
): Promise<Served> {
  const server = createServer((incoming, outgoing) => {
    const answer = async () => {
      const url = new URL(incoming.url ?? "/", `http://${incoming.headers.host}`);
      const { method = "GET" } = incoming;
      const { route, params } = routeFor(method, url.pathname);
      const headers = new Headers();
      for (const [name, value] of Object.entries(incoming.headers))
        if (typeof value === "string") headers.set(name, value);
      const stream = new ReadableStream({
        async start(controller) {
          for await (const chunk of incoming) controller.enqueue(new Uint8Array(chunk as Buffer));
          controller.close();
        },
      });
      const body = ["GET", "HEAD"].includes(method) ? undefined : stream;
      const init = { method, headers, body, duplex: "half" } as RequestInit;
      const response = await route(new Request(url, init), { params: Promise.resolve(params) });
      outgoing.writeHead(response.status, Object.fromEntries(response.headers));
      if (!response.body) return outgoing.end();
      // Piece by piece, as fast as it is taken; what fails on the way breaks the connection.
      await pipeline(Readable.fromWeb(response.body as NodeReadableStream), outgoing);
    };
    answer().catch(() => (outgoing.headersSent ? outgoing.destroy() : outgoing.writeHead(404).end()));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
