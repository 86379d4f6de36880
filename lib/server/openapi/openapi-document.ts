import "server-only";
import { z } from "zod";
import { HAND_OVER_HEADER, HAND_OVER_TOKEN } from "@/lib/cmk/hand-over";
import { ERROR_CODES } from "@/lib/errors";
import type { RouteDefinition } from "../route/definition";
import { PROBLEM_TYPE } from "../route/problem";

type Json = Record<string, unknown>;

const problem = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.enum(ERROR_CODES),
  correlationId: z.string().describe("Leads to the cause in the log"),
  fields: z.array(z.object({ field: z.string(), reason: z.string() })).optional(),
});

/** A zod schema as JSON Schema; shared ones (with an id) move to the components. */
function toSchema(schema: z.ZodType, io: "input" | "output", shared: Json): Json {
  const {
    $defs,
    $schema: _dialect,
    ...own
  } = z.toJSONSchema(schema, { io, unrepresentable: "any" }) as Json & { $defs?: Json };
  Object.assign(shared, relocate($defs ?? {}));
  return relocate(own) as Json;
}

/** References inside one schema, as references inside the document. */
function relocate(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(relocate);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).filter(
    ([name]) => name !== "id" || typeof (value as Json).id !== "string",
  );
  return Object.fromEntries(
    entries.map(([name, entry]) => [
      name,
      name === "$ref" ? String(entry).replace("#/$defs/", "#/components/schemas/") : relocate(entry),
    ]),
  );
}

function parametersOf(definition: RouteDefinition, shared: Json): Json[] {
  const read = (schema: z.ZodType | undefined, where: "path" | "query"): Json[] => {
    const { properties = {}, required = [] } = schema
      ? (toSchema(schema, "input", shared) as { properties?: Json; required?: string[] })
      : {};
    return Object.entries(properties).map(([name, own]) => ({
      name,
      in: where,
      required: where === "path" || required.includes(name),
      schema: own,
    }));
  };
  const key = {
    name: "Idempotency-Key",
    in: "header",
    required: true,
    description: "The same key again gets the first answer again",
    schema: { type: "string", pattern: "^[A-Za-z0-9_-]{8,100}$" },
  };
  const link = {
    name: HAND_OVER_HEADER,
    in: "header",
    required: true,
    description: "The last segment of the hand-over's link",
    schema: { type: "string", pattern: HAND_OVER_TOKEN.source },
  };
  return [
    ...(definition.access.kind === "hand-over" ? [link] : []),
    ...read(definition.params, "path"),
    ...read(definition.query, "query"),
    ...(definition.idempotent ? [key] : []),
  ];
}

const accessText = ({ access }: RouteDefinition): string =>
  access.kind === "public"
    ? "Open to everybody."
    : access.kind === "session"
      ? `Needs a session${access.permission ? ` and the permission ${access.permission}` : ""}.`
      : access.kind === "hand-over"
        ? "Needs a session, with or without a role, and the secret of a hand-over that still opens."
        : access.kind === "event-feed"
          ? "For Adobe I/O Events alone: takes what Adobe has signed, at an address that nobody can guess."
          : `Needs the permission ${access.permission} in the organisation; any other organisation is not found.`;

function operationOf(definition: RouteDefinition, shared: Json): Json {
  const status = String(definition.status ?? 200);
  const empty = definition.response instanceof z.ZodUndefined;
  const content = empty
    ? {}
    : { content: { "application/json": { schema: toSchema(definition.response, "output", shared) } } };
  const body = definition.body && {
    required: true,
    content: { "application/json": { schema: toSchema(definition.body, "input", shared) } },
  };
  const words = definition.path
    .replace(/^\/api\/(v1\/)?/, "")
    .split(/[/{}.-]+/)
    .filter(Boolean);
  const operationId = [
    definition.method.toLowerCase(),
    ...words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)),
  ].join("");
  return {
    operationId,
    summary: definition.summary,
    description: accessText(definition),
    parameters: parametersOf(definition, shared),
    ...(body ? { requestBody: body } : {}),
    responses: {
      [status]: { description: "Done", ...content },
      default: { $ref: "#/components/responses/Problem" },
    },
    security: definition.access.kind === "public" ? [] : [{ session: [] }],
  };
}

/** The OpenAPI 3.1 document of these routes. `sessionCookie` is the cookie's name on this address. */
export function openapiDocument(definitions: readonly RouteDefinition[], sessionCookie: string): Json {
  const schemas: Json = {};
  const paths: Record<string, Json> = {};
  for (const definition of definitions) {
    const path = (paths[definition.path] ??= {});
    path[definition.method.toLowerCase()] = operationOf(definition, schemas);
  }
  schemas.Problem = toSchema(problem, "output", schemas);
  return {
    openapi: "3.1.0",
    info: {
      title: "Clavis",
      version: "1",
      description: "Customer-managed keys for Adobe Journey Optimizer: set up, proved, watched.",
    },
    paths,
    components: {
      schemas,
      responses: {
        Problem: {
          description: "What went wrong (RFC 9457)",
          content: { [PROBLEM_TYPE]: { schema: { $ref: "#/components/schemas/Problem" } } },
        },
      },
      securitySchemes: { session: { type: "apiKey", in: "cookie", name: sessionCookie } },
    },
  };
}
