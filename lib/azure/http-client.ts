import "server-only";
import {
  createHttpHeaders,
  type HttpClient,
  type PipelineRequest,
  type PipelineResponse,
  RestError,
} from "@azure/core-rest-pipeline";
import { type Dispatcher, EnvHttpProxyAgent, request as send } from "undici";
import { networkCode } from "@/lib/vendor-call";
import { KEEP_ALIVE_MS } from "./proxy";

/** Far beyond any answer of these services: one that is larger is nonsense. */
const LARGEST = 16 * 1024 * 1024;
const CONNECT_MS = 10_000;

let known: Dispatcher | undefined;

/** Connections through the proxy of the environment, kept open between calls. */
function dispatcher(): Dispatcher {
  known ??= new EnvHttpProxyAgent({ connect: { timeout: CONNECT_MS }, keepAliveTimeout: KEEP_ALIVE_MS });
  return known;
}

async function readText(body: Dispatcher.ResponseData["body"]): Promise<string> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of body as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > LARGEST) throw new Error(`The answer is larger than ${LARGEST} bytes.`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString("utf8");
}

function bodyOf({ body }: PipelineRequest): string | Buffer | null {
  if (body === undefined || body === null) return null;
  if (typeof body === "string") return body;
  if (body instanceof Uint8Array) return Buffer.from(body);
  throw new RestError("Clavis sends texts alone to Azure.");
}

/**
 * How the SDKs reach Azure. Their own client opens a new connection, with a TLS handshake, for each call that goes
 * through a proxy: two thirds of what a look cost. Redirects are not followed, retries are lib/vendor-call's.
 */
export const azureHttpClient: HttpClient = {
  async sendRequest(request: PipelineRequest): Promise<PipelineResponse> {
    try {
      const headers = { ...request.headers.toJSON(), "accept-encoding": "identity" };
      const answer = await send(request.url, {
        method: request.method as Dispatcher.HttpMethod,
        headers,
        body: bodyOf(request),
        signal: request.abortSignal as AbortSignal | undefined,
        headersTimeout: request.timeout || undefined,
        dispatcher: dispatcher(),
      });
      const found = createHttpHeaders();
      for (const [name, value] of Object.entries(answer.headers))
        if (value !== undefined) found.set(name, Array.isArray(value) ? value.join(", ") : value);
      const bodyAsText = await readText(answer.body);
      return { request, status: answer.statusCode, headers: found, bodyAsText };
    } catch (error) {
      if (error instanceof RestError || request.abortSignal?.aborted) throw error;
      const code = networkCode(error) ?? RestError.REQUEST_SEND_ERROR;
      const message = error instanceof Error ? error.message : String(error);
      throw Object.assign(new RestError(message, { code, request }), { cause: error });
    }
  },
};
