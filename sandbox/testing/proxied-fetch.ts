import { readFileSync } from "node:fs";
import { ProxyAgent, type RequestInit, type Response, fetch as undiciFetch } from "undici";
import type { Sandbox } from "../start";

export type ProxiedFetch = (url: string, init?: RequestInit) => Promise<Response>;

/** A dispatcher that goes through the sandbox's proxy and trusts its authority, as a configured client does. */
export function proxyAgent(sandbox: Pick<Sandbox, "proxyUrl" | "caPath">): ProxyAgent {
  return new ProxyAgent({ uri: sandbox.proxyUrl, requestTls: { ca: readFileSync(sandbox.caPath, "utf8") } });
}

/** fetch through the sandbox's proxy; redirects are handed back, not followed. */
export function proxiedFetch(sandbox: Pick<Sandbox, "proxyUrl" | "caPath">): ProxiedFetch {
  const dispatcher = proxyAgent(sandbox);
  return (url, init = {}) => undiciFetch(url, { redirect: "manual", ...init, dispatcher });
}
