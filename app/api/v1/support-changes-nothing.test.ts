import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { may } from "@/lib/cmk/permissions";
import type { Route } from "@/lib/server/route/definition";
import { type Browser, startTestConsole, type TestConsole } from "@/test/console";
import { ROUTE_MODULES } from "./registry";

/** All that support may send: looking again (at the log too), talking, taking copies, and what is their own. */
const SUPPORTS = [
  "setup.check",
  "alert.handle",
  "error.decode",
  "note.read",
  "audit.read",
  "note.write",
  "evidence.export",
];

const changing = ROUTE_MODULES.flatMap((module) => Object.values(module) as Route[])
  .map(({ definition }) => definition)
  .filter(({ method, access }) => method !== "GET" && access.kind === "organisation");

let running: TestConsole;
let browser: Browser;
let organisation: string;
beforeAll(async () => {
  running = await startTestConsole();
  browser = (await running.signIn("support@contoso.example")).browser;
  const { rows } = (await (await running.call("GET", "/api/v1/orgs", { browser })).json()) as {
    rows: { id: string }[];
  };
  organisation = rows[0]?.id ?? "";
}, 60_000);
afterAll(() => running.stop());

describe("support", () => {
  const refused = changing.filter(
    ({ access }) => !("permission" in access && access.permission && may(["support"], access.permission)),
  );

  it("may send what changes nothing of an organisation, and nothing else", () => {
    const sent = changing.flatMap(({ access }) =>
      "permission" in access && access.permission && may(["support"], access.permission)
        ? [access.permission]
        : [],
    );
    expect([...new Set(sent)].filter((permission) => !SUPPORTS.includes(permission))).toEqual([]);
    expect(refused.length).toBeGreaterThan(15);
  });

  it.each(refused.map(({ method, path }) => [method, path]))("is refused %s %s", async (method, path) => {
    const names: Record<string, string> = { org: organisation, part: "aep", step: "vault" };
    const address = path.replace(/\{(\w+)\}/g, (_all, name: string) => names[name] ?? organisation);
    const answer = await running.call(method, address, {
      browser,
      body: {},
      headers: { "Idempotency-Key": "support-try" },
    });
    expect(answer.status).toBe(403);
  });
});
