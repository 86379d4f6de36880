import { afterEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { takeTurn } from "@/lib/db/rate-limits";
import { AppError } from "@/lib/errors";
import { VendorError } from "@/lib/vendor-error";
import { defineRoute } from "./define-route";
import type { RouteDefinition } from "./definition";
import { MAXIMUM_BODY_BYTES } from "./read-body";

// Without a database: how turns are counted has a test of its own.
vi.mock("@/lib/db/rate-limits", () => ({ takeTurn: vi.fn(async () => 0) }));

const DEFINITION: RouteDefinition = {
  method: "POST",
  path: "/api/v1/things/{id}",
  summary: "A route of the test",
  access: { kind: "public" },
  params: z.object({ id: z.guid() }),
  query: z.object({ size: z.coerce.number().max(9).optional() }),
  body: z.object({
    name: z.string().min(1, "required"),
    inner: z.object({ region: z.string().regex(/^[a-z]+$/, "adobe-region") }).optional(),
  }),
  response: z.object({ name: z.string() }),
};

const ID = "11111111-aaaa-4aaa-8aaa-000000000001";
const handle = vi.fn(async (call: { body: unknown }): Promise<unknown> => call.body);

type Sent = {
  definition?: Partial<RouteDefinition>;
  id?: string;
  query?: string;
  body?: string;
  headers?: Record<string, string>;
};

async function send({
  definition = {},
  id = ID,
  query = "",
  body = '{"name":"a"}',
  headers = {},
}: Sent = {}) {
  const route = defineRoute({ ...DEFINITION, ...definition }, handle as never);
  const all = { "content-type": "application/json", "sec-fetch-site": "same-origin", ...headers };
  const given = Object.entries(all).filter(([, value]) => value !== "");
  const request = new Request(`http://127.0.0.1:3000/api/v1/things/${id}${query}`, {
    method: "POST",
    headers: given as [string, string][],
    body,
  });
  const response = await route(request, { params: Promise.resolve({ id }) });
  return {
    status: response.status,
    headers: response.headers,
    json: (await response.json().catch(() => null)) as Record<string, unknown>,
  };
}
afterEach(() => handle.mockClear());

describe("what a route lets through", () => {
  it("is what its schemas say, answered without caching", async () => {
    const answer = await send({ query: "?size=3" });
    expect([answer.status, answer.json]).toEqual([200, { name: "a" }]);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(handle.mock.calls[0]?.[0]).toMatchObject({
      params: { id: ID },
      query: { size: 3 },
      body: { name: "a" },
    });
  });

  const refused: [string, Sent, number, string][] = [
    [
      "another site",
      { headers: { "sec-fetch-site": "cross-site", origin: "https://evil.example" } },
      403,
      "FORBIDDEN",
    ],
    ["no origin at all", { headers: { "sec-fetch-site": "" } }, 403, "FORBIDDEN"],
    ["the opaque origin", { headers: { "sec-fetch-site": "", origin: "null" } }, 403, "FORBIDDEN"],
    ["a form", { headers: { "content-type": "application/x-www-form-urlencoded" } }, 415, "INVALID_INPUT"],
    ["text that pretends", { headers: { "content-type": "text/plain" } }, 415, "INVALID_INPUT"],
    ["no type", { headers: { "content-type": "x" } }, 415, "INVALID_INPUT"],
    ["no JSON", { body: "{" }, 400, "INVALID_INPUT"],
    ["bytes that are no text", { body: "\ud800{" }, 400, "INVALID_INPUT"],
    ["too much", { body: JSON.stringify({ name: "a".repeat(MAXIMUM_BODY_BYTES) }) }, 413, "INVALID_INPUT"],
    ["an address that cannot be", { id: "7" }, 404, "NOT_FOUND"],
    ["a query out of bounds", { query: "?size=10" }, 422, "INVALID_INPUT"],
    ["a change without a key", { definition: { idempotent: true } }, 422, "INVALID_INPUT"],
    [
      "a malformed key",
      { definition: { idempotent: true }, headers: { "idempotency-key": "a b" } },
      422,
      "INVALID_INPUT",
    ],
    [
      "nobody signed in",
      { definition: { access: { kind: "session", permission: null } } },
      401,
      "UNAUTHENTICATED",
    ],
  ];
  it.each(refused)("is not %s", async (_name, sent, status, code) => {
    const answer = await send(sent);
    expect([answer.status, answer.json.code, answer.json.status]).toEqual([status, code, status]);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    expect(answer.json.correlationId).toBe(answer.headers.get("x-correlation-id"));
    expect(handle).not.toHaveBeenCalled();
  });

  it("is not more than its share, and not the same for every address", async () => {
    vi.mocked(takeTurn).mockResolvedValueOnce(17);
    const answer = await send({ headers: { "x-forwarded-for": "203.0.113.9, 10.0.0.1" } });
    expect([answer.status, answer.json.code]).toEqual([429, "TOO_MANY_REQUESTS"]);
    expect(answer.headers.get("retry-after")).toBe("17");
    expect(vi.mocked(takeTurn).mock.lastCall?.[0]).toContain("203.0.113.9");
    expect(handle).not.toHaveBeenCalled();
  });

  it("trusts the console's own origin from clients without fetch metadata", async () => {
    expect((await send({ headers: { "sec-fetch-site": "", origin: "http://127.0.0.1:3000" } })).status).toBe(
      200,
    );
  });

  it("names every wrong field by a wording of ours", async () => {
    const { json } = await send({ body: '{"name":"","inner":{"region":"7"},"more":1}' });
    expect(json.fields).toEqual([
      { field: "name", reason: "required" },
      { field: "inner.region", reason: "adobe-region" },
    ]);
    expect((await send({ body: "{}" })).json.fields).toEqual([{ field: "name", reason: "required" }]);
    expect((await send({ body: '{"name":7}' })).json.fields).toEqual([{ field: "name", reason: "invalid" }]);
  });
});

describe("errors", () => {
  const failure = {
    vendor: "azure",
    status: 403,
    code: "AuthorizationFailed",
    message: "No.",
    requestId: "r",
    retryAfterSeconds: null,
  } as const;
  it.each([
    [
      "a conflict with its details",
      new AppError("CONFLICT", "Changed.", { details: { reason: "stale-plan", status: "x" } }),
      409,
      { code: "CONFLICT", reason: "stale-plan", status: 409 },
    ],
    [
      "a vendor's refusal",
      new VendorError({ ...failure, kind: "refused", retryable: false }),
      502,
      { code: "VENDOR_REJECTED", failure: { code: "AuthorizationFailed" } },
    ],
    [
      "a vendor's silence",
      new VendorError({ ...failure, kind: "throttled", retryable: true, retryAfterSeconds: 7 }),
      503,
      { code: "VENDOR_UNAVAILABLE" },
    ],
    [
      "a database that is too busy",
      new AppError("VENDOR_UNAVAILABLE", "No.", {
        details: { reason: "database-busy", retryAfterSeconds: 7 },
      }),
      503,
      { code: "VENDOR_UNAVAILABLE", reason: "database-busy" },
    ],
  ])("become problems: %s", async (_name, error, status, expected) => {
    handle.mockRejectedValueOnce(error);
    const answer = await send();
    expect(answer.status).toBe(status);
    expect(answer.json).toMatchObject(expected);
    if (status === 503) expect(answer.headers.get("retry-after")).toBe("7");
  });

  it("that nobody foresaw say nothing but where to look", async () => {
    handle.mockRejectedValueOnce(new Error("password=hunter2 at db.internal"));
    const { status, json } = await send();
    expect(status).toBe(500);
    expect(JSON.stringify(json)).not.toMatch(/hunter2|db\.internal/);
    expect(Object.keys(json).sort()).toEqual(["code", "correlationId", "detail", "status", "title", "type"]);
  });
});
