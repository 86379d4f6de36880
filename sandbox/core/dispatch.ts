import { setTimeout as wait } from "node:timers/promises";
import type { ExchangeLog } from "./exchange-log";
import { takeFault } from "./faults";
import { json, text } from "./reply";
import type { Fault } from "./settings-types";
import type { SandboxReply, SandboxRequest, Service, World } from "./types";

/** "cut": the connection is closed without an answer. */
export type Outcome = SandboxReply | "cut";

export type Dispatch = (request: SandboxRequest) => Promise<Outcome>;

/** Bodies of these hosts hold secrets and tokens; no record keeps them. */
const SECRET_HOSTS = /^(login\.|ims-)/;

function faulty(fault: Fault): Outcome | null {
  if (fault.kind === "cut") return "cut";
  if (fault.kind === "delay") return null;
  if (fault.kind === "garbage") {
    return {
      status: fault.status ?? 200,
      headers: { "content-type": "application/json", ...fault.headers },
      body: fault.body ?? '{"value":[{"na',
    };
  }
  const status = fault.status ?? 503;
  const headers = { "content-type": "application/json; charset=utf-8", ...fault.headers };
  const code =
    status === 429 ? "TooManyRequests" : status === 503 ? "ServiceUnavailable" : "InternalServerError";
  return {
    status,
    headers,
    body: fault.body ?? JSON.stringify({ error: { code, message: "A fault that was asked for." } }),
  };
}

function asText(body: SandboxReply["body"]): string {
  if (body === null || body === undefined) return "";
  if (typeof body === "string") return body;
  return Buffer.isBuffer(body) ? body.toString("utf8") : JSON.stringify(body);
}

/** Finds the service a request is for, after latency and faults, and writes the exchange down. */
export function createDispatch(world: World, services: Service[], log: ExchangeLog): Dispatch {
  async function answer(request: SandboxRequest, service: Service | undefined): Promise<Outcome> {
    if (!service) {
      return text(
        502,
        `The sandbox has no service for ${request.host}, and forwards nothing to the internet.\n`,
      );
    }
    if (world.state.settings.latencyMs > 0) await wait(world.state.settings.latencyMs);
    const fault = takeFault(request, world);
    if (fault && fault.delayMs > 0) await wait(fault.delayMs);
    const fallen = fault ? faulty(fault) : null;
    if (fallen) return fallen;
    try {
      return await service.handle(request, world);
    } catch (error) {
      console.error(`[sandbox] ${service.name} failed at ${request.method} ${request.url.pathname}:`, error);
      return json(500, {
        error: {
          code: "InternalServerError",
          message: "The sandbox itself failed; its own output says where.",
        },
      });
    }
  }

  return async (request) => {
    const started = Date.now();
    const service = services.find((candidate) => candidate.matches(request.host));
    const outcome = await answer(request, service);
    const keepsBodies = log.records && !SECRET_HOSTS.test(request.host);
    log.add({
      at: new Date(started).toISOString(),
      service: service?.name ?? "none",
      method: request.method,
      host: request.host,
      path: request.url.pathname,
      query: SECRET_HOSTS.test(request.host) ? "" : request.url.search,
      status: outcome === "cut" ? 0 : outcome.status,
      durationMs: Date.now() - started,
      ...(keepsBodies && {
        requestBody: request.body.toString("utf8"),
        responseBody: outcome === "cut" ? "" : asText(outcome.body),
      }),
    });
    return outcome;
  };
}
