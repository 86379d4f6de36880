import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { HAND_OVER_HEADER } from "@/lib/cmk/hand-over";
import { definitionsOf } from "@/lib/server/openapi/definitions-of";
import type { ChangeRun } from "@/test/change-log";
import { startTestConsole, type TestConsole } from "@/test/console";
import { runEveryChange } from "@/test/every-change";
import { ROUTE_MODULES } from "./registry";

/** What changes nothing that anybody could ask about later, and why it has no entry of its own. */
const NO_CHANGE: Record<string, string> = {
  "POST /api/v1/decode": "answers, keeps nothing",
  "POST /api/v1/orgs/{org}/decode": "answers, keeps nothing",
  "POST /api/v1/orgs/{org}/setup/{part}/plan": "looks and answers",
  "POST /api/v1/orgs/{org}/setup/{part}/steps/{step}/plan": "looks and answers",
  "POST /api/v1/orgs/{org}/setup/{part}/key-life/plan": "looks and answers",
  "POST /api/v1/orgs/{org}/reading-rights/{part}/plan": "looks and answers",
  "POST /api/v1/orgs/{org}/setup/{part}/steps/{step}/check": "what was seen is kept with time and source",
  "POST /api/v1/orgs/{org}/event-feed/check": "what Adobe says is kept as it came",
  "POST /api/webhooks/adobe/{feed}": "what Adobe sent is kept as it came; refused deliveries have a reason",
  "PATCH /api/v1/me/inbox": "what somebody has read is their own affair",
};

const changing = definitionsOf(ROUTE_MODULES).filter(({ method }) => method !== "GET");
const nameOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;

let running: TestConsole;
let owner: pg.Client;
let done: ChangeRun;
beforeAll(async () => {
  Object.assign(process.env, {
    WEBHOOK_HOSTS: "siem.contoso.example",
    SMTP_URL: "smtp://127.0.0.1:9",
    SMTP_FROM: "clavis@contoso.example",
  });
  running = await startTestConsole();
  owner = new pg.Client({ connectionString: running.ownerUrl });
  await owner.connect();
  await owner.query("set clavis.organisations = '*'");
  done = await runEveryChange(running, owner);
}, 240_000);
afterAll(async () => {
  await owner?.end();
  await running?.stop();
});

describe.each(changing.map((route) => [nameOf(route), route] as const))("%s", (name) => {
  if (name in NO_CHANGE) return it("changes nothing", () => expect(NO_CHANGE[name]).toBeTruthy());
  it("is in the log", () => {
    const answers = done.get(name) ?? [];
    expect(answers, "was asked for").not.toEqual([]);
    for (const { status, actions, problem } of answers) {
      expect(problem, `answered ${status}`).toBeNull();
      expect(actions).not.toEqual([]);
    }
  });
});

describe("a refused attempt", () => {
  const written = async (method: string, path: string, ask: object) => {
    const correlationId = randomUUID();
    const answer = await running.call(method, path, {
      headers: { "x-correlation-id": correlationId },
      ...ask,
    });
    const { rows } = await owner.query(
      "select action, after from audit_entries where correlation_id = $1 and organisation_id is null",
      [correlationId],
    );
    return { status: answer.status, rows };
  };
  const wide = changing.filter(({ access, path }) => access.kind === "session" && path.startsWith("/api/v1"));

  it.each(wide.map((route) => [nameOf(route), route] as const))("is in the log: %s", async (_name, route) => {
    const { browser } = await running.signIn("nobody@contoso.example", "/hand-over/x");
    const path = route.path.replace(/\{\w+\}/g, randomUUID());
    expect(await written(route.method, path, { browser, body: {} })).toMatchObject({
      status: 403,
      rows: [{ action: "access.refused", after: { reason: "no-role" } }],
    });
  });

  it("by another site, in somebody's name", async () => {
    const { browser } = await running.signIn("support@contoso.example");
    const correlationId = randomUUID();
    const headers = {
      "sec-fetch-site": "cross-site",
      origin: "https://evil.example",
      "x-correlation-id": correlationId,
    };
    expect(await running.call("POST", "/api/v1/orgs", { browser, headers, body: {} })).toMatchObject({
      status: 403,
    });
    const { rows } = await owner.query("select after from audit_entries where correlation_id = $1", [
      correlationId,
    ]);
    expect(rows).toEqual([{ after: { reason: "origin" } }]);
  });

  it("with the link of a hand-over that opens nothing", async () => {
    const { browser } = await running.signIn("nobody@contoso.example", "/hand-over/x");
    const headers = { [HAND_OVER_HEADER]: "A".repeat(43), "x-correlation-id": randomUUID() };
    const { status, rows } = await written("POST", "/api/v1/hand-over/check", { browser, headers });
    expect(status).toBe(404);
    expect(rows).toEqual([]);
  });

  it("at sign-in: what Microsoft refused, once it began here", async () => {
    const browser = new Map<string, string>();
    const begun = await running.call("GET", "/api/auth/sign-in?returnTo=%2F", { browser });
    const state = new URL(begun.headers.get("location") ?? "").searchParams.get("state") ?? "";
    const back = `/api/auth/callback?error=access_denied&state=${state}`;
    expect((await written("GET", back, { browser })).rows).toEqual([
      { action: "sign-in.failed", after: { entraError: "access_denied" } },
    ]);
    expect((await written("GET", back, { browser })).rows).toEqual([]);
  });
});
