import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CompliancePage } from "@/lib/cmk/compliance/compliance-views";
import type { AuditRow, ConfigurationView, OrganisationView, Page } from "@/lib/cmk/views";
import { connectDatabase, disconnectDatabase } from "@/lib/db/client";
import { beat } from "@/lib/db/heartbeats";
import { compliancePage } from "@/lib/server/api/compliance-schemas";
import * as schemas from "@/lib/server/api/view-schemas";
import { type Browser, startTestConsole, type TestConsole } from "@/test/console";
import { verifyNow } from "@/test/verify-now";

let running: TestConsole;
let owner: pg.Client;
let leader: Browser;
let support: Browser;
let organisations: OrganisationView[];
const json = async <T>(answer: Promise<Response>) => (await (await answer).json()) as T;
const get = <T>(path: string, browser = support) => json<T>(running.call("GET", path, { browser }));

beforeAll(async () => {
  running = await startTestConsole();
  owner = new pg.Client({ connectionString: running.ownerUrl });
  await owner.connect();
  await owner.query("set clavis.organisations = '*'");
  leader = (await running.signIn("leader@contoso.example")).browser;
  support = (await running.signIn("support@contoso.example")).browser;
  organisations = (await get<Page<OrganisationView>>("/api/v1/orgs")).rows;
}, 120_000);
afterAll(async () => {
  await owner?.end();
  await running?.stop();
});

describe("compliance", () => {
  const verify = async () => {
    for (const { id } of organisations) await verifyNow(running, id, support);
  };
  const verdicts = async () => {
    const { rows } = await get<CompliancePage>("/api/v1/compliance", leader);
    return Object.fromEntries(rows.map(({ name, verdict }) => [name, verdict]));
  };

  it("before anything was looked at, what was complete is unverified: not at risk, and not in set-up", async () => {
    expect(await verdicts()).toMatchObject({ "Fabrikam Care": "unverified" });
    const { protectedCount, atRiskCount, unverifiedCount } = await get<CompliancePage>(
      "/api/v1/compliance",
      leader,
    );
    expect([protectedCount, atRiskCount, unverifiedCount]).toEqual([0, 0, 1]);
  });

  it("judges by what was observed: complete, half-way and fresh", async () => {
    await verify();
    expect(await verdicts()).toEqual({
      "Contoso Health": "not-started",
      "Fabrikam Care": "protected",
      "Northwind Pharma": "in-setup",
    });
    const view = await get<CompliancePage>("/api/v1/compliance", leader);
    expect([view.protectedCount, view.atRiskCount, view.total]).toEqual([1, 0, 3]);
    expect(Date.parse(view.oldestVerifiedAt ?? "")).toBeGreaterThan(Date.now() - 120_000);
    expect(() => compliancePage.parse(view)).not.toThrow();
  });

  it("turns against an organisation whose key was disabled, with the reason", async () => {
    const drift = await fetch(`${running.sandbox.doorUrl}/control/drift`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ action: "disable-key", vault: "kv-fabrikam-aep", key: "adobe-cmk" }),
    });
    expect(drift.status).toBeLessThan(300);
    await verify();
    const { rows, atRiskCount } = await get<CompliancePage>("/api/v1/compliance?verdict=at-risk", leader);
    expect([rows.map((row) => row.name), atRiskCount]).toEqual([["Fabrikam Care"], 1]);
    expect(rows[0]?.reasons).toContainEqual(
      expect.objectContaining({ part: "aep", step: "key", requirement: "key-enabled" }),
    );
  });

  it("narrows the rows, never the figures", async () => {
    const view = await get<CompliancePage>("/api/v1/compliance?search=north", leader);
    expect([view.rows.map((row) => row.name), view.total]).toEqual([["Northwind Pharma"], 3]);
  });
});

describe("a configuration", () => {
  it("shows what is stored and what was observed, with every requirement, and no secret", async () => {
    const { id } = organisations.find(({ name }) => name === "Fabrikam Care") as OrganisationView;
    const view = await get<ConfigurationView>(`/api/v1/orgs/${id}/configuration`);
    expect(() => schemas.configurationView.parse(view)).not.toThrow();
    expect(view.parts.map(({ part, saved, state }) => [part, saved.vault?.name, state.steps.length])).toEqual(
      [
        ["aep", "kv-fabrikam-aep", 7],
        ["cja", "kv-fabrikam-cja", 7],
      ],
    );
    expect(view.parts[0]?.facts.vault).toMatchObject({ source: "azure", value: { purgeProtection: true } });
    expect(JSON.stringify(view)).not.toContain("s8e-");
  });
});

describe("the audit trail", () => {
  const trail = (query = "") => get<Page<AuditRow>>(`/api/v1/orgs/${organisations[0]?.id}/audit${query}`);
  it("is read newest first, a page at a time, without gaps or repeats", async () => {
    const all = await trail("?limit=200");
    expect(() => schemas.auditPage.parse(all)).not.toThrow();
    expect(all.rows.length).toBeGreaterThan(2);
    const seen: string[] = [];
    let next: string | null = "";
    while (next !== null) {
      const page: Page<AuditRow> = await trail(`?limit=1${next && `&cursor=${next}`}`);
      seen.push(...page.rows.map((row) => row.sequence));
      next = page.next;
    }
    expect(seen).toEqual(all.rows.map((row) => row.sequence));
  });
  it("is narrowed by action, name and day", async () => {
    expect(
      (await trail("?action=verification.run")).rows.every((row) => row.action === "verification.run"),
    ).toBe(true);
    expect((await trail("?search=Sam")).rows.every((row) => row.actorName === "Sam Support")).toBe(true);
    const today = new Date().toISOString().slice(0, 10);
    expect((await trail(`?from=${today}&to=${today}`)).rows.length).toBeGreaterThan(0);
    expect((await trail("?to=2020-01-01")).rows).toEqual([]);
  });
  it.each(["?action=anything", "?from=yesterday", "?cursor=!", "?limit=0"])("refuses %s", async (query) => {
    const answer = await running.call("GET", `/api/v1/orgs/${organisations[0]?.id}/audit${query}`, {
      browser: support,
    });
    expect(answer.status).toBe(422);
  });
});

describe("preferences", () => {
  const patch = (body: unknown) => running.call("PATCH", "/api/v1/me/preferences", { browser: leader, body });
  it("are kept with the person and mirrored in cookies", async () => {
    const answer = await patch({ locale: "fr", theme: "dark" });
    expect(answer.status).toBe(204);
    expect(answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0])).toEqual([
      "clavis-locale=fr",
      "clavis-theme=dark",
    ]);
    expect(await get("/api/v1/me", leader)).toMatchObject({
      locale: "fr",
      theme: "dark",
      name: "Lea Leader",
    });
    expect((await patch({ theme: null })).headers.getSetCookie()[0]).toContain("Max-Age=0");
    expect(await get("/api/v1/me", leader)).toMatchObject({ locale: "fr", theme: null });
  });
  it.each([{ locale: "de" }, { theme: "pink" }, { locale: 7 }])("refuse %j", async (body) => {
    expect((await patch(body)).status).toBe(422);
  });
});

describe("health", () => {
  const health = async () => {
    const answer = await running.call("GET", "/api/health");
    return { http: answer.status, ...((await answer.json()) as object) };
  };
  it("is well when database, worker and sandbox are", async () => {
    await beat("worker", new Date());
    expect(await health()).toEqual({
      http: 200,
      status: "ok",
      database: "ok",
      worker: "ok",
      audit: "ok",
      clouds: "sandbox",
      sandbox: "ok",
    });
  });
  it("says that the worker is silent", async () => {
    await owner.query("update heartbeats set at = now() - interval '21 seconds'");
    expect(await health()).toMatchObject({
      http: 503,
      status: "failing",
      worker: expect.stringMatching(/^silent for 2\d seconds$/),
    });
  });
});

// Last: nothing works after these.
describe("health, when the ground is gone", () => {
  it("says that the sandbox does not answer", async () => {
    await beat("worker", new Date());
    await running.sandbox.stop();
    const answer = await running.call("GET", "/api/health");
    expect([answer.status, await answer.json()]).toEqual([
      503,
      expect.objectContaining({ sandbox: "no answer", database: "ok" }),
    ]);
  });
  it("says that the database does not answer", async () => {
    await disconnectDatabase();
    connectDatabase("postgresql://clavis_app:secret@127.0.0.1:1/clavis");
    const answer = await running.call("GET", "/api/health");
    const text = await answer.text();
    expect([answer.status, JSON.parse(text)]).toEqual([
      503,
      expect.objectContaining({ database: expect.stringMatching(/^no answer/) }),
    ]);
    expect(text).not.toMatch(/secret|127\.0\.0\.1/);
  });
});
