import "server-only";
import {
  AuthenticationHandler,
  Client,
  type Context,
  HTTPMessageHandler,
  type Middleware,
} from "@microsoft/microsoft-graph-client";
import { isHeard, noteAnswer } from "@/lib/vendor-answers";

/** Tells what Graph answered to a read, to whoever keeps evidence. */
async function note({ request, options, response }: Context): Promise<void> {
  const method = (options?.method ?? "GET").toUpperCase();
  if (!response || !isHeard(method)) return;
  const address = typeof request === "string" ? request : request.url;
  const body = await response.clone().text();
  noteAnswer({ vendor: "graph", method, address, status: response.status, body });
}

/**
 * The Graph SDK without its retries and redirects: lib/vendor-call retries, and nothing is to be followed.
 * The SDK wraps whatever breaks below it and drops the cause, so the cause is kept beside it: `thrownBy` gives
 * it back for the abort signal of the attempt. Without `customHosts` another cloud's host would get no token.
 */
export function createGraphClient(graphUrl: string, getAccessToken: () => Promise<string>) {
  const thrown = new WeakMap<AbortSignal, unknown>();
  const authentication = new AuthenticationHandler({ getAccessToken });
  authentication.setNext(new HTTPMessageHandler());
  const recording: Middleware = {
    async execute(context: Context) {
      try {
        await authentication.execute(context);
        await note(context);
      } catch (error) {
        const signal = context.options?.signal;
        if (signal) thrown.set(signal, error);
        throw error;
      }
    },
  };
  const customHosts = new Set([new URL(graphUrl).hostname]);
  const client = Client.initWithMiddleware({ middleware: recording, baseUrl: `${graphUrl}/`, customHosts });
  return { client, thrownBy: (signal: AbortSignal): unknown => thrown.get(signal) };
}
