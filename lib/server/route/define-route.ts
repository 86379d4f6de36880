import "server-only";
import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { HAND_OVER_HEADER } from "@/lib/cmk/hand-over";
import { may } from "@/lib/cmk/permissions";
import { idempotencyKeySchema } from "@/lib/cmk/schemas";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { wordsFor } from "@/lib/i18n/words-of";
import { addressesOf } from "../gates/addresses";
import { organisationContext, wideContext } from "../gates/contexts";
import { feedContext } from "../gates/event-feed";
import { heldContext } from "../gates/hand-over";
import { recordRefusal } from "../gates/record-refusal";
import { isTrustedOrigin, SAFE_METHODS } from "../security/trusted-origin";
import { readSession } from "../session/read-session";
import { asksWithToken, readToken } from "../session/read-token";
import type { Session } from "../session/session";
import type { Call, Route, RouteDefinition } from "./definition";
import { parseInput } from "./parse-input";
import { problemResponse } from "./problem";
import { readJsonBody } from "./read-body";
import { requireInPerson } from "./require-in-person";
import { requireTurn } from "./require-turn";

type Handler<D extends RouteDefinition> = (call: Call<D>) => Promise<unknown>;

function requireOrigin({ access }: RouteDefinition, request: Request): void {
  // A vendor sends no origin: what it has signed is its proof. No browser sends a token by itself: a program does.
  if (access.kind === "event-feed" || asksWithToken(request.headers)) return;
  if (SAFE_METHODS.includes(request.method) || isTrustedOrigin(request.headers, env().ALLOWED_ORIGINS))
    return;
  throw new AppError("FORBIDDEN", "The request does not come from this console.", {
    details: { reason: "origin" },
  });
}

/** Who asks: a person by their cookie, or a program by one of their tokens. Adobe's events are nobody's. */
async function callerOf({ access }: RouteDefinition, headers: Headers): Promise<Session | null> {
  if (access.kind === "event-feed") return null;
  return asksWithToken(headers) ? readToken(headers) : readSession(headers);
}

function requirePermissionOf(definition: RouteDefinition, roles: Parameters<typeof may>[0]): void {
  const permission = "permission" in definition.access ? definition.access.permission : null;
  if (permission !== null && !may(roles, permission)) {
    throw new AppError("FORBIDDEN", `The role does not carry ${permission}.`, { details: { permission } });
  }
}

async function contextOf(
  definition: RouteDefinition,
  session: Session | null,
  { org = "", feed = "" }: Record<string, string>,
  request: Request,
  correlationId: string,
) {
  const { access } = definition;
  if (access.kind === "public") return { request, correlationId, session };
  if (access.kind === "event-feed") return feedContext(feed, correlationId);
  if (!session) throw new AppError("UNAUTHENTICATED", "Nobody is signed in.");
  const words = wordsFor(request.headers);
  if (access.kind === "hand-over")
    return heldContext(session, request.headers.get(HAND_OVER_HEADER) ?? "", correlationId);
  if (access.kind === "session") {
    if (session.appRoles.length === 0)
      throw new AppError("FORBIDDEN", "The person has no role.", { details: { reason: "no-role" } });
    requirePermissionOf(definition, session.appRoles);
    return { ...wideContext(session, access.permission, correlationId, words), session };
  }
  const context = organisationContext(session, org, correlationId, words);
  requirePermissionOf(definition, context.actor.kind === "user" ? context.actor.roles : []);
  return { ...context, addresses: addressesOf(request.headers) };
}

async function inputOf(definition: RouteDefinition, request: Request, params: Record<string, string>) {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  return {
    params: definition.params && addressOf(definition.params, params),
    query: definition.query && parseInput(definition.query, query, "query"),
    body: definition.body && parseInput(definition.body, await readJsonBody(request), "body"),
    idempotencyKey: definition.idempotent ? readIdempotencyKey(request) : undefined,
  };
}

/** An address that cannot be is one where nothing is. */
function addressOf(schema: z.ZodType, params: Record<string, string>): unknown {
  const parsed = schema.safeParse(params);
  if (!parsed.success) throw new AppError("NOT_FOUND", "There is nothing at this address.");
  return parsed.data;
}

function readIdempotencyKey(request: Request): string {
  const parsed = idempotencyKeySchema.safeParse(request.headers.get("idempotency-key") ?? "");
  if (parsed.success) return parsed.data;
  const fields = [{ field: "Idempotency-Key", reason: "idempotency-key" }];
  throw new AppError("INVALID_INPUT", "The header Idempotency-Key is missing or malformed.", { fields });
}

function answer(definition: RouteDefinition, result: unknown, correlationId: string): Response {
  const headers = { "Cache-Control": "no-store", "X-Correlation-Id": correlationId };
  if (result instanceof Response) {
    for (const [name, value] of Object.entries(headers))
      if (!result.headers.has(name)) result.headers.set(name, value);
    return result;
  }
  if (result === undefined) return new Response(null, { status: 204, headers });
  // What OpenAPI says of an answer is held against every answer while testing.
  if (env().NODE_ENV === "test") definition.response.parse(result);
  return Response.json(result, { status: definition.status ?? 200, headers });
}

/**
 * A route handler with all that every route needs: origin, session, organisation scope, permission, checked
 * input, one error mapping, no caching. The handler calls one verb.
 */
export function defineRoute<const D extends RouteDefinition>(definition: D, handle: Handler<D>): Route {
  const route = async (request: Request, extra: { params: Promise<Record<string, string>> }) => {
    const correlationId = request.headers.get("x-correlation-id") ?? randomUUID();
    let session: Session | null = null;
    const params = (await extra.params) ?? {}; // Next gives undefined where the path has no parameters
    try {
      requireOrigin(definition, request);
      session = await callerOf(definition, request.headers);
      requireInPerson(definition, session);
      await requireTurn(definition, request, session);
      const context = await contextOf(definition, session, params, request, correlationId);
      const input = await inputOf(definition, request, params);
      return answer(definition, await handle({ context, request, ...input } as Call<D>), correlationId);
    } catch (error) {
      // In whose name another site tried is worth knowing.
      session ??= await callerOf(definition, request.headers).catch(() => null);
      const { pathname, searchParams } = new URL(request.url);
      const subject = `${request.method} ${pathname}`;
      const asked = Object.fromEntries(searchParams);
      await recordRefusal(session, error, {
        subject,
        organisationId: params.org ?? null,
        correlationId,
        asked,
      });
      return problemResponse(error, correlationId);
    }
  };
  return Object.assign(route, { definition });
}
