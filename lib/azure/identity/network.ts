import "server-only";
import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from "@azure/msal-node";
import { ENTRA_ANSWER_BYTES, LIMITS } from "../limits";
import { readText } from "./read-text";

const DISCOVERY_MS = 3_600_000;
const DISCOVERY = /\/\.well-known\/openid-configuration(\?|$)/;
const discovered = new Map<string, { until: number; response: NetworkResponse<unknown> }>();

async function send<T>(
  method: "GET" | "POST",
  url: string,
  options?: NetworkRequestOptions,
): Promise<NetworkResponse<T>> {
  const response = await fetch(url, {
    method,
    headers: options?.headers,
    body: method === "POST" ? (options?.body ?? "") : undefined,
    redirect: "manual",
    signal: AbortSignal.timeout(LIMITS.token.attemptMs),
  });
  const body = JSON.parse(await readText(response, ENTRA_ANSWER_BYTES)) as T;
  return { status: response.status, headers: Object.fromEntries(response.headers), body };
}

/**
 * MSAL's way to Entra: global fetch with a time and size limit, no redirects. Discovery documents are kept for
 * an hour per process, so that a client made anew for each request does not ask for them each time.
 */
export const entraNetwork: INetworkModule = {
  async sendGetRequestAsync<T>(url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<T>> {
    if (!DISCOVERY.test(url)) return send<T>("GET", url, options);
    const known = discovered.get(url);
    if (known && known.until > Date.now()) return known.response as NetworkResponse<T>;
    const response = await send<T>("GET", url, options);
    if (response.status === 200) discovered.set(url, { until: Date.now() + DISCOVERY_MS, response });
    return response;
  },
  sendPostRequestAsync: <T>(url: string, options?: NetworkRequestOptions) => send<T>("POST", url, options),
};
