import "server-only";
import {
  AuthError,
  type INetworkModule,
  type NetworkRequestOptions,
  type NetworkResponse,
} from "@azure/msal-node";
import { BoundedMap } from "@/lib/bounded-map";
import { networkCode } from "@/lib/vendor-call";
import { VendorError } from "@/lib/vendor-error";
import { unreachable, vendorFailure } from "../errors";
import { ENTRA_ANSWER_BYTES, LIMITS } from "../limits";
import { readText } from "./read-text";

const DISCOVERY_MS = 3_600_000;
/** A directory's document is asked for again once an hour, when its tokens are: few are needed at the same time. */
const MOST_DISCOVERED = 1000;
const DISCOVERY = /\/\.well-known\/openid-configuration(\?|$)/;
const discovered = new BoundedMap<string, { until: number; response: NetworkResponse<unknown> }>(
  MOST_DISCOVERED,
);

/**
 * A failure that MSAL hands on as it is. Anything else it would replace by a bare network_error, and a server's
 * error by a minute in which it refuses to ask again: both are decided by lib/vendor-call here.
 */
export class EntraFailure extends AuthError {
  readonly vendorError: VendorError;

  constructor(vendorError: VendorError) {
    super("vendor_error", "", vendorError.message);
    this.vendorError = vendorError;
    Object.setPrototypeOf(this, EntraFailure.prototype); // AuthError's constructor sets its own
  }
}

async function send<T>(
  method: "GET" | "POST",
  url: string,
  options?: NetworkRequestOptions,
): Promise<NetworkResponse<T>> {
  try {
    const response = await fetch(url, {
      method,
      headers: options?.headers,
      ...(method === "POST" ? { body: options?.body ?? "" } : {}),
      redirect: "manual",
      signal: AbortSignal.timeout(LIMITS.token.attemptMs),
    });
    const { status, headers } = response;
    const text = await readText(response, ENTRA_ANSWER_BYTES);
    if (status === 429 || status >= 500) {
      const found = { status, code: null, message: `Entra answered ${status}.` };
      throw vendorFailure("entra", { ...found, retryAfter: headers.get("retry-after") }, undefined);
    }
    return { status, headers: Object.fromEntries(headers), body: JSON.parse(text) as T };
  } catch (error) {
    throw new EntraFailure(describeConnection(error));
  }
}

function describeConnection(error: unknown): VendorError {
  if (error instanceof VendorError) return error;
  const isTimeout = error instanceof Error && error.name === "TimeoutError";
  const isBroken = error instanceof TypeError && /fetch failed|terminated/.test(error.message);
  const code = networkCode(error) ?? (isTimeout ? "timeout" : isBroken ? "fetch failed" : null);
  if (code) return unreachable("entra", code, error);
  const message = `Entra's answer cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  return vendorFailure("entra", { status: null, code: null, message }, error);
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
