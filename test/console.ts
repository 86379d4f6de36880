import { randomBytes } from "node:crypto";
import { ROUTE_MODULES } from "../app/api/v1/registry";
import { installProxy } from "../lib/azure/proxy";
import { connectDatabase, disconnectDatabase } from "../lib/db/client";
import { localKeyWrapper } from "../lib/db/secrets/key-wrapper";
import { env } from "../lib/env";
import type { Route } from "../lib/server/route/definition";
import { manifestSchema } from "../prisma/seed/manifest";
import { seedDemo } from "../prisma/seed/seed-demo";
import { CLAVIS_SECRET } from "../sandbox/seed/names";
import type { Sandbox, SandboxOptions } from "../sandbox/start";
import { createTestDatabase, type TestDatabase } from "./database";
import { startTestSandbox } from "./sandbox";
import { type Served, serveRoutes } from "./serve-routes";

/** A browser's memory: the cookies that the console set. */
export type Browser = Map<string, string>;

export type Ask = { browser?: Browser; body?: unknown; headers?: Record<string, string> };

export type TestConsole = {
  sandbox: Sandbox;
  ownerUrl: string;
  /** Calls a route handler as Next would, as a page of this console. */
  call(method: string, path: string, ask?: Ask): Promise<Response>;
  /** Signs in for real at the sandbox; the browser that comes back holds the session. */
  signIn(upn: string, returnTo?: string): Promise<{ browser: Browser; last: Response }>;
  /** The same routes over real HTTP, for who calls them from outside. */
  serve(): Promise<Served>;
  stop(): Promise<void>;
};

function routeFor(method: string, path: string): { route: Route; params: Record<string, string> } {
  for (const route of ROUTE_MODULES.flatMap((module) => Object.values(module) as Route[])) {
    const pattern = route.definition.path.replace(/\{(\w+)\}/g, "(?<$1>[^/]+)");
    const match = new RegExp(`^${pattern}$`).exec(path);
    if (match && route.definition.method === method) return { route, params: { ...match.groups } };
  }
  throw new Error(`No route ${method} ${path}`);
}

function keepCookies(browser: Browser, response: Response): void {
  for (const cookie of response.headers.getSetCookie()) {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    if (value === "") browser.delete(name);
    else browser.set(name, value);
  }
}

async function call(
  method: string,
  path: string,
  { browser, body, headers = {} }: Ask = {},
): Promise<Response> {
  const url = new URL(path, env().PUBLIC_URL);
  const { route, params } = routeFor(method, url.pathname);
  const sent = new Headers({ "sec-fetch-site": "same-origin", ...headers });
  for (const [name, value] of Object.entries(headers)) if (value === "") sent.delete(name);
  if (browser?.size) sent.set("cookie", [...browser].map(([name, value]) => `${name}=${value}`).join("; "));
  const text = body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body);
  if (text !== undefined && !sent.has("content-type")) sent.set("content-type", "application/json");
  const request = new Request(url, { method, headers: sent, body: text });
  const response = await route(request, { params: Promise.resolve(params) });
  if (browser) keepCookies(browser, response);
  return response;
}

async function signIn(upn: string, returnTo = "/"): Promise<{ browser: Browser; last: Response }> {
  const browser: Browser = new Map();
  const begun = await call("GET", `/api/auth/sign-in?returnTo=${encodeURIComponent(returnTo)}`, { browser });
  const address = new URL(begun.headers.get("location") ?? "about:blank");
  // No page to click on: the account is named instead.
  address.searchParams.set("prompt", "none");
  address.searchParams.set("login_hint", upn);
  const answer = await fetch(address, { redirect: "manual" });
  const back = new URL(answer.headers.get("location") ?? "about:blank");
  const last = await call("GET", `${back.pathname}${back.search}`, { browser });
  return { browser, last };
}

/**
 * The console's routes over a fresh database and the seeded sandbox, in this process; `mail`: it sends to the sandbox's
 * mail server. Call it in beforeAll.
 */
export async function startTestConsole(
  { mail = false, ...options }: SandboxOptions & { mail?: boolean } = {},
  database?: TestDatabase,
): Promise<TestConsole> {
  const { appUrl, ownerUrl } = database ?? (await createTestDatabase());
  const sandbox = await startTestSandbox(options);
  const key = randomBytes(32);
  Object.assign(process.env, {
    DATABASE_URL: appUrl,
    CLAVIS_SECRET_KEY: key.toString("base64"),
    ENTRA_AUTHORITY_HOST: "https://login.sandbox.internal",
    ENTRA_CLIENT_SECRET: CLAVIS_SECRET,
    SANDBOX_CONTROL_URL: `${sandbox.doorUrl}/control`,
    ...(mail ? { SMTP_URL: sandbox.smtpUrl, SMTP_FROM: "clavis@contoso.example" } : {}),
  });
  connectDatabase(appUrl);
  installProxy();
  const manifest = manifestSchema.parse(await (await fetch(`${sandbox.doorUrl}/control/demo`)).json());
  await seedDemo(manifest, localKeyWrapper(key), new Date());
  return {
    sandbox,
    ownerUrl,
    call,
    signIn,
    serve: () => serveRoutes(routeFor),
    async stop() {
      await sandbox.stop();
      await disconnectDatabase();
    },
  };
}
