import { createServer, type IncomingMessage, type Server } from "node:http";
import { createSecureServer, type Http2ServerRequest } from "node:http2";
import type { AddressInfo, Socket } from "node:net";
import type { Authority } from "./certificates";
import type { Dispatch } from "./dispatch";
import { listen } from "./listen";
import { text } from "./reply";
import type { World } from "./types";
import { readRequest, writeReply } from "./wire";

type Options = {
  world: World;
  dispatch: Dispatch;
  authority: Authority;
  answersFor(host: string): boolean;
  port: number;
};

export type Proxy = { port: number; stop(): Promise<void> };

function refuse(socket: Socket, host: string): void {
  const body = `The sandbox has no service for ${host || "this address"}, and forwards nothing to the internet.\n`;
  const head = [
    "HTTP/1.1 502 Bad Gateway",
    "Content-Type: text/plain; charset=utf-8",
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  socket.end(`${head.join("\r\n")}\r\nConnection: close\r\n\r\n${body}`);
}

/** The forward proxy: opens tunnels to the hosts it plays, with a certificate of its own for each. */
export async function startProxy({ world, dispatch, authority, answersFor, port }: Options): Promise<Proxy> {
  const sockets = new Set<Socket>();
  const fallback = await authority.leaf("login.sandbox.internal");
  const inner = createSecureServer({
    ...fallback,
    allowHTTP1: true,
    SNICallback: (host, done) => {
      authority.context(host).then((context) => done(null, context), done);
    },
  });
  inner.on("request", (incoming: Http2ServerRequest, outgoing) => {
    readRequest(incoming, "https", world.state.settings.clientAddress)
      .then(async (request) => writeReply(incoming, outgoing, await dispatch(request)))
      .catch(() => incoming.stream?.destroy() ?? incoming.socket.destroy());
  });
  inner.on("tlsClientError", () => undefined);
  inner.on("sessionError", () => undefined);

  const outer: Server = createServer((incoming: IncomingMessage, outgoing) => {
    const proxied = /^http:\/\//i.test(incoming.url ?? "");
    const host = proxied ? new URL(incoming.url ?? "").hostname : "";
    const sentence = !proxied
      ? text(
          400,
          "This is the sandbox's proxy: set HTTPS_PROXY to this address. Its pages are on the next port.\n",
        )
      : answersFor(host)
        ? text(400, `Ask for https://${host}: it answers over TLS only.\n`)
        : text(502, `The sandbox has no service for ${host}, and forwards nothing to the internet.\n`);
    incoming.resume();
    writeReply(incoming, outgoing, sentence);
  });
  outer.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  outer.on("connect", (incoming: IncomingMessage, socket: Socket, head: Buffer) => {
    socket.on("error", () => socket.destroy());
    const host = (incoming.url ?? "").replace(/:\d+$/, "").toLowerCase();
    if (!answersFor(host)) return refuse(socket, host);
    socket.setNoDelay(true);
    socket.write("HTTP/1.1 200 Connection established\r\n\r\n", () => {
      if (head.length > 0) socket.unshift(head);
      inner.emit("connection", socket);
    });
  });

  await listen(outer, port);
  return {
    port: (outer.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        outer.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
