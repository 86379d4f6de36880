import "server-only";
import type { z } from "zod";
import type { Permission } from "@/lib/cmk/permissions";
import type { RateLimit } from "@/lib/db/rate-limits";
import type { OrganisationContext } from "@/lib/services/context";
import type { HeldContext } from "@/lib/services/hand-over/held-context";
import type { WideContext } from "@/lib/services/wide-context";
import type { Session } from "../session/session";

/**
 * Who may call a route.
 * public: everybody; session: whoever is signed in (and holds the permission, where one is named), over all
 * organisations in which that is so; organisation: a member of the `{org}` of the path with the permission;
 * hand-over: whoever is signed in, with or without a role, and sends the secret of a link in HAND_OVER_HEADER: it opens
 * one step of one organisation, and never stands in an address;
 * event-feed: Adobe I/O Events, at the address of one organisation's webhook, `{feed}` in the path. There is no session
 * and no origin: the verb takes only what Adobe has signed.
 */
export type Access =
  | { kind: "public" }
  /** inPerson: never a program with a token. */
  | { kind: "session"; permission: Permission | null; inPerson?: true }
  | { kind: "organisation"; permission: Permission }
  | { kind: "hand-over" }
  | { kind: "event-feed" };

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** What a route declares of itself: the wrapper enforces it, OpenAPI is written from it, a test asks for it. */
export type RouteDefinition = {
  method: Method;
  /** As OpenAPI writes it: /api/v1/orgs/{org}. */
  path: string;
  summary: string;
  access: Access;
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  response: z.ZodType;
  /** Of the good answer; 200 unless told. */
  status?: number;
  /** How often one person (or, where nobody need be signed in, one address) may call it. See require-turn.ts. */
  limit?: RateLimit;
  /** A repeat with the same Idempotency-Key gets the first one's answer; the header is required. */
  idempotent?: boolean;
};

export type PublicContext = { request: Request; correlationId: string; session: Session | null };

type ContextOf<A extends Access> = A["kind"] extends "organisation" | "event-feed"
  ? OrganisationContext
  : A["kind"] extends "session"
    ? WideContext & { session: Session }
    : A["kind"] extends "hand-over"
      ? HeldContext
      : PublicContext;

type Output<S> = S extends z.ZodType ? z.output<S> : undefined;

/** What a handler is given: everything checked. */
export type Call<D extends RouteDefinition> = {
  context: ContextOf<D["access"]>;
  params: Output<D["params"]>;
  query: Output<D["query"]>;
  body: Output<D["body"]>;
  idempotencyKey: D["idempotent"] extends true ? string : undefined;
  request: Request;
};

/** A route handler of Next, with its declaration on it. */
export type Route = ((
  request: Request,
  extra: { params: Promise<Record<string, string>> },
) => Promise<Response>) & {
  definition: RouteDefinition;
};
