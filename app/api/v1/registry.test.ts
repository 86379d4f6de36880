import { readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { api } from "@/lib/routes";
import { openapiDocument } from "@/lib/server/openapi/openapi-document";
import type { Route } from "@/lib/server/route/definition";
import { GET as openapi } from "./openapi.json/route";
import { ROUTE_MODULES } from "./registry";

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
const API = fileURLToPath(new URL("..", import.meta.url));
const files = readdirSync(join(API, ".."), { recursive: true, encoding: "utf8" })
  .filter((file) => /(^|\/)route\.tsx?$/.test(file))
  .map((file) => join(API, "..", file));

const handlers = (
  await Promise.all(
    files.map(async (file) => ({ file, module: (await import(file)) as Record<string, unknown> })),
  )
).flatMap(({ file, module }) =>
  METHODS.flatMap((method) => (method in module ? [{ file, method, route: module[method] as Route }] : [])),
);

/** The address that Next gives a route file, as OpenAPI writes it. */
const addressOf = (file: string) =>
  `/api/${relative(API, dirname(file))}`.replace(/\[(\w+)\]/g, "{$1}").replace(/\/\([^)]+\)/g, "");

describe.each(handlers.map((handler) => [`${handler.method} ${addressOf(handler.file)}`, handler] as const))(
  "%s",
  (_name, { file, method, route }) => {
    const { definition } = route;
    it("declares what it is, and is what it declares", () => {
      expect(definition).toBeDefined();
      expect(definition.method).toBe(method);
      expect(definition.path).toBe(addressOf(file));
      expect(definition.response).toBeDefined();
      expect(definition.summary.length).toBeGreaterThan(5);
    });
    it("is scoped by the organisation of its address", () => {
      expect(definition.path.includes("{org}")).toBe(definition.access.kind === "organisation");
      if (definition.path.includes("{")) expect(definition.params).toBeDefined();
    });
    it("carries the secret of a hand-over in no address", () => {
      if (definition.access.kind !== "hand-over") return;
      expect([definition.path.includes("{"), definition.params, definition.query]).toEqual([
        false,
        undefined,
        undefined,
      ]);
    });
    it("is public only where nobody can be signed in yet", () => {
      const open = [
        "/api/auth/sign-in",
        "/api/auth/callback",
        "/api/auth/sign-out",
        "/api/health",
        "/api/v1/openapi.json",
        // Whoever was given evidence checks it: an auditor without an account. Public keys alone.
        "/api/v1/evidence/keys",
        // The link of a mail, which its reader opens anywhere.
        "/api/v1/report-schedule/end",
        // Calendars cannot sign in: the address holds the secret, and opens the dates of one organisation.
        "/api/v1/calendars/{token}",
      ];
      if (definition.access.kind === "public") expect(open).toContain(definition.path);
    });
  },
);

it("finds the routes, and every one of them is in the registry", () => {
  expect(handlers.length).toBeGreaterThan(25);
  const listed = new Set<unknown>([...ROUTE_MODULES.flatMap((module) => Object.values(module)), openapi]);
  expect(handlers.filter(({ route }) => !listed.has(route)).map(({ file }) => file)).toEqual([]);
});

it("has a route for every address of lib/routes", () => {
  // What a parameter is called is the route's own affair.
  const nameless = (path: string) => path.replace(/\{\w+\}/g, "{}");
  const paths = new Set(handlers.map(({ route }) => nameless(route.definition.path)));
  const addresses = Object.values(api).map((address) =>
    nameless((address as (...parts: string[]) => string)("{org}", "{part}", "{step}")),
  );
  expect(addresses.filter((address) => !paths.has(address))).toEqual([]);
});

describe("the OpenAPI document", () => {
  const document = openapiDocument(
    handlers.map(({ route }) => route.definition),
    "clavis",
  ) as {
    paths: Record<string, Record<string, Record<string, unknown>>>;
    components: { schemas: Record<string, unknown> };
  };
  it("refers only to what is in it", () => {
    const text = JSON.stringify(document);
    const wanted = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map((match) => match[1] ?? "");
    expect(wanted.length).toBeGreaterThan(20);
    expect(wanted.filter((name) => !(name in document.components.schemas))).toEqual([]);
    expect(text).not.toContain("#/$defs");
  });
  it("gives every operation a name of its own", () => {
    const names = Object.values(document.paths).flatMap((path) =>
      Object.values(path).map((operation) => operation.operationId),
    );
    expect(new Set(names).size).toBe(names.length);
  });
  it("describes bodies fully", () => {
    const body = JSON.stringify(document.paths["/api/v1/orgs"]?.post?.requestBody);
    for (const field of ["imsOrgId", "azureTenantId", "clientSecret", "privacy_security"])
      expect(body).toContain(field);
    expect(
      JSON.stringify(document.paths["/api/v1/orgs/{org}/setup/{part}/steps/{step}/apply"]?.post),
    ).toContain("Idempotency-Key");
  });
});
