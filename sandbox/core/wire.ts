import type { IncomingMessage, ServerResponse } from "node:http";
import type { Http2ServerRequest, Http2ServerResponse } from "node:http2";
import type { Outcome } from "./dispatch";
import type { SandboxRequest } from "./types";

type Incoming = IncomingMessage | Http2ServerRequest;
type Outgoing = ServerResponse | Http2ServerResponse;

const LARGEST_BODY = 4 * 1024 * 1024;

async function readBody(incoming: Incoming): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of incoming) {
    size += (piece as Buffer).length;
    if (size <= LARGEST_BODY) pieces.push(piece as Buffer);
  }
  return Buffer.concat(pieces);
}

/** A request as services see it; `scheme` is how the client asked for it. */
export async function readRequest(
  incoming: Incoming,
  scheme: "http" | "https",
  clientAddress: string,
): Promise<SandboxRequest> {
  const authority = incoming.headers[":authority"] ?? incoming.headers.host ?? "localhost";
  const url = /^https?:\/\//i.test(incoming.url ?? "")
    ? new URL(incoming.url ?? "")
    : new URL(`${scheme}://${authority}${incoming.url ?? "/"}`);
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined && !name.startsWith(":"))
      headers[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  const body = await readBody(incoming);
  return {
    method: incoming.method ?? "GET",
    host: url.hostname.toLowerCase(),
    url,
    headers,
    body,
    clientAddress,
  };
}

function cut(incoming: Incoming): void {
  if ("stream" in incoming && incoming.stream.session) incoming.stream.session.destroy();
  else incoming.socket.destroy();
}

/** Sends a reply: length always stated, no body for HEAD, 204 and 304. */
export function writeReply(incoming: Incoming, outgoing: Outgoing, outcome: Outcome): void {
  if (outcome === "cut") return cut(incoming);
  const { status, headers = {}, body = null } = outcome;
  const isObject = body !== null && typeof body === "object" && !Buffer.isBuffer(body);
  const bytes =
    body === null
      ? Buffer.alloc(0)
      : isObject
        ? Buffer.from(JSON.stringify(body))
        : Buffer.from(body as string | Buffer);
  const lower = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
  if (isObject && !lower["content-type"]) lower["content-type"] = "application/json; charset=utf-8";
  const silent = status === 204 || status === 304;
  if (!silent) lower["content-length"] = String(bytes.length);
  outgoing.writeHead(status, lower);
  if (silent || incoming.method === "HEAD" || bytes.length === 0) outgoing.end();
  else outgoing.end(bytes);
}
