import { readFileSync } from "node:fs";
import { request } from "node:http";
import { Agent, type AgentOptions } from "node:https";
import type { Duplex } from "node:stream";
import { connect } from "node:tls";
import type { TokenCredential } from "@azure/core-auth";
import { ProxyAgent, fetch as undiciFetch } from "undici";
import { signToken } from "../core/tokens";
import type { World } from "../core/types";
import type { Sandbox } from "../start";

/** Somebody of the sandbox's world, by user name or by application and tenant. */
export type Actor = { upn: string } | { appId: string; tenantId: string };

function claimsOf(world: World, actor: Actor): Record<string, unknown> {
  if ("upn" in actor) {
    const account = world.state.accounts.find((one) => one.upn === actor.upn);
    if (!account) throw new Error(`no account ${actor.upn}`);
    const { objectId: oid, tenantId: tid, upn } = account;
    return {
      oid,
      tid,
      appid: "c1a71500-0000-4000-8000-00000000c1a7",
      unique_name: upn,
      scp: "user_impersonation",
    };
  }
  const { appId, tenantId } = actor;
  const principal = world.state.servicePrincipals.find(
    (one) => one.appId === appId && one.tenantId === tenantId,
  );
  if (!principal) throw new Error(`no service principal of ${appId} in ${tenantId}`);
  return {
    oid: principal.id,
    tid: tenantId,
    appid: appId,
    app_displayname: principal.displayName,
    idtyp: "app",
  };
}

/** A token for an audience, as Entra would issue it to the actor. */
export function tokenFor(world: World, actor: Actor, audience: string): string {
  return signToken(world, claimsOf(world, actor), audience, 3600);
}

/** A credential for the Azure SDKs that acts as somebody of the sandbox's world. */
export function credentialFor(world: World, actor: Actor): TokenCredential {
  return {
    getToken: async (scopes) => {
      const audience = [scopes].flat()[0]?.replace(/\/+\.default$/, "") ?? "";
      return { token: tokenFor(world, actor, audience), expiresOnTimestamp: Date.now() + 3_600_000 };
    },
  };
}

/** An agent that tunnels through the sandbox's proxy and trusts its authority, whatever the process trusts. */
class TunnelAgent extends Agent {
  constructor(
    private readonly proxy: URL,
    private readonly ca: Buffer,
  ) {
    super({ keepAlive: true });
  }

  override createConnection(
    options: AgentOptions,
    done?: (error: Error | null, stream: Duplex) => void,
  ): undefined {
    const { hostname, port } = this.proxy;
    const host = options.host ?? "";
    const tunnel = request({
      host: hostname,
      port,
      method: "CONNECT",
      path: `${host}:${options.port ?? 443}`,
    });
    tunnel.on("connect", (_reply, socket) =>
      done?.(null, connect({ socket, servername: host, ca: this.ca })),
    );
    tunnel.on("error", (error) => done?.(error, tunnel as unknown as Duplex));
    tunnel.end();
  }
}

/** Client options that send an Azure SDK through the sandbox's proxy, without retries. */
export function clientOptions(sandbox: Sandbox) {
  const agent = new TunnelAgent(new URL(sandbox.proxyUrl), readFileSync(sandbox.caPath));
  return { agent, retryOptions: { maxRetries: 0 } };
}

/** A plain HTTP call through the proxy, for what the SDKs hide. */
export function rawCaller(sandbox: Sandbox) {
  const dispatcher = new ProxyAgent({
    uri: sandbox.proxyUrl,
    requestTls: { ca: readFileSync(sandbox.caPath) },
  });
  return async (method: string, url: string, token?: string, body?: object) => {
    const reply = await undiciFetch(url, {
      method,
      dispatcher,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body ? { "content-type": "application/json" } : {}),
      },
      body: body ? JSON.stringify(body) : undefined,
    });
    const text = await reply.text();
    const isJson = reply.headers.get("content-type")?.includes("json") ?? false;
    const parsed: unknown = isJson && text ? JSON.parse(text) : null;
    return { status: reply.status, headers: reply.headers, body: parsed as Record<string, unknown> | null };
  };
}
