import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { HAND_OVER_HEADER } from "@/lib/cmk/hand-over";
import { api } from "@/lib/routes";
import { TENANTS } from "@/sandbox/seed/names";
import { type Browser, startTestConsole, type TestConsole } from "@/test/console";

let running: TestConsole;
let owner: pg.Client;
let admin: Browser;
let org = "";
beforeAll(async () => {
  running = await startTestConsole();
  owner = new pg.Client({ connectionString: running.ownerUrl });
  await owner.connect();
  await owner.query("set clavis.organisations = '*'");
  admin = (await running.signIn("admin@contoso.example")).browser;
  const { rows } = (await (await running.call("GET", "/api/v1/orgs", { browser: admin })).json()) as {
    rows: { id: string }[];
  };
  org = rows[0]?.id ?? "";
  await running.call("POST", api.checkStep(org, "aep", "entitlement"), { browser: admin });
  const body = { reference: "Order 1" };
  await running.call("POST", api.statements(org, "aep", "entitlement"), { browser: admin, body });
}, 120_000);
afterAll(async () => {
  await owner?.end();
  await running?.stop();
});

async function handOver() {
  const answer = await running.call("POST", api.handOvers(org, "aep", "vault"), {
    browser: admin,
    body: { recipient: "vault-owner", days: 1, reason: "Please" },
  });
  expect(answer.status).toBe(201);
  const { link, handOver: row } = (await answer.json()) as { link: string; handOver: { id: string } };
  return { id: row.id, path: new URL(link).pathname, secret: new URL(link).pathname.split("/").at(-1) ?? "" };
}
const open = (browser: Browser, secret: string) =>
  running.call("GET", api.heldHandOver(), { browser, headers: { [HAND_OVER_HEADER]: secret } });
const look = (browser: Browser, secret: string) =>
  running.call("POST", api.checkHandOver(), { browser, headers: { [HAND_OVER_HEADER]: secret } });

it("somebody without a role opens and checks the step, and reaches nothing else", async () => {
  const { path, secret } = await handOver();
  const { browser, last } = await running.signIn("nobody@contoso.example", path);
  expect(last.headers.get("location")).toBe(path);
  const view = (await (await open(browser, secret)).json()) as Record<string, unknown>;
  expect(view).toMatchObject({ askedBy: "Ada Admin", organisationName: "Contoso Health", state: "opened" });
  expect((await look(browser, secret)).status).toBe(200);
  const again = await look(browser, secret);
  expect([again.status, again.headers.get("retry-after")]).toEqual([429, "10"]);
  for (const [address, status] of [
    ["/api/v1/me", 403],
    ["/api/v1/orgs", 403],
    [`/api/v1/orgs/${org}`, 404],
    [api.handOvers(org, "aep", "vault"), 404],
  ] as const)
    expect((await running.call("GET", address, { browser })).status, address).toBe(status);
});

it("answers nobody whose directory is not allowed any more, and says no more than of a wrong secret", async () => {
  const { path, secret } = await handOver();
  const { browser } = await running.signIn("nobody@contoso.example", path);
  const move = (tenant: string) =>
    owner.query("update users set entra_tenant_id = $1 where upn = 'nobody@contoso.example'", [tenant]);
  await move(TENANTS.elsewhere);
  const [refused, wrong] = await Promise.all([open(browser, secret), open(browser, "C".repeat(43))]);
  const bodies = (await Promise.all([refused.json(), wrong.json()])) as { detail: string }[];
  expect([refused.status, bodies[0]?.detail]).toEqual([404, bodies[1]?.detail]);
  await move(TENANTS.contoso);
  expect((await open(browser, secret)).status).toBe(200);
});

it("keeps no tokens of somebody who only came for a step", async () => {
  const { path } = await handOver();
  await running.signIn("nobody@contoso.example", path);
  const { rows } = await owner.query(
    "select count(*)::int as kept from token_caches t join users u on u.id = t.user_id where u.upn like 'nobody%'",
  );
  expect(rows).toEqual([{ kept: 0 }]);
});

it("expired, withdrawn, wrong and malformed secrets get one and the same answer", async () => {
  const [expired, withdrawn] = [await handOver(), await handOver()];
  const { browser } = await running.signIn("nobody@contoso.example", expired.path);
  await owner.query(
    "update hand_overs set created_at = created_at - interval '2 days', expires_at = expires_at - interval '2 days' where id = $1",
    [expired.id],
  );
  const address = `${api.handOvers(org, "aep", "vault")}?id=${withdrawn.id}`;
  expect((await running.call("DELETE", address, { browser: admin })).status).toBe(200);
  const secrets = [expired.secret, withdrawn.secret, "B".repeat(43), randomUUID(), "%00"];
  for (const ask of [open, look]) {
    const answers = await Promise.all(
      secrets.map(async (secret) => {
        const { correlationId: _id, ...problem } = (await (await ask(browser, secret)).json()) as Record<
          string,
          unknown
        >;
        return problem;
      }),
    );
    expect(answers[0]).toMatchObject({ status: 404, code: "NOT_FOUND" });
    for (const answer of answers) {
      expect(answer).toEqual(answers[0]);
      for (const secret of secrets) expect(JSON.stringify(answer)).not.toContain(secret);
    }
  }
});

it("the secret is in no row of any table, on its way through sign-in too", async () => {
  const { path, secret } = await handOver();
  const { browser } = await running.signIn("nobody@contoso.example", path);
  await open(browser, secret);
  await running.call("POST", api.checkHandOver(), {
    browser,
    headers: { [HAND_OVER_HEADER]: secret, "sec-fetch-site": "cross-site", origin: "https://evil.example" },
  });
  // A trip to Entra that is still under way holds the address to come back to.
  await running.call("GET", `/api/auth/sign-in?returnTo=${encodeURIComponent(path)}`);
  const { rows: tables } = await owner.query(
    "select quote_ident(tablename) as name from pg_tables where schemaname = 'public'",
  );
  for (const { name } of tables) {
    const { rows } = await owner.query(
      `select count(*)::int as found from ${name} t where to_jsonb(t)::text like '%' || $1 || '%'`,
      [secret],
    );
    expect([name, rows[0].found]).toEqual([name, 0]);
  }
});
