import { createHash } from "node:crypto";
import { flattenedVerify, importJWK, type JWK } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readZip } from "@/scripts/verify-evidence/read-zip.mjs";
import { verifyPack } from "@/scripts/verify-evidence/verify-pack.mjs";
import { type Browser, startTestConsole, type TestConsole } from "@/test/console";
import { takePack, useTestSigningKey } from "@/test/evidence";
import { readPdf } from "@/test/read-pdf";
import { verifyNow } from "@/test/verify-now";

useTestSigningKey();
let running: TestConsole;
let admin: Browser;
let leader: Browser;
const ids: Record<string, string> = {};
let taken: Awaited<ReturnType<typeof takePack>>;

beforeAll(async () => {
  running = await startTestConsole();
  admin = (await running.signIn("admin@fabrikam.example")).browser;
  leader = (await running.signIn("leader@contoso.example")).browser;
  const answer = await running.call("GET", "/api/v1/orgs", { browser: leader });
  for (const { id, name } of ((await answer.json()) as { rows: { id: string; name: string }[] }).rows)
    ids[name] = id;
  await verifyNow(running, fabrikam(), admin);
  taken = await takePack(running, leader, fabrikam());
}, 120_000);
afterAll(() => running?.stop());

const fabrikam = () => ids["Fabrikam Care"] ?? "";
const parse = (name: string, zip: Uint8Array = taken.zip) =>
  JSON.parse(String(readZip(Buffer.from(zip)).get(name)));

describe("a pack", () => {
  test("is what its row says, and is sent whole", () => {
    const { view, answer, zip } = taken;
    expect(createHash("sha256").update(zip).digest("hex")).toBe(view.sha256);
    expect(Number(answer.headers.get("content-length"))).toBe(zip.length);
    expect(answer.headers.get("content-type")).toBe("application/zip");
    expect(answer.headers.get("content-disposition")).toMatch(
      /^attachment; filename="clavis-evidence-[\w-]+\.zip"$/,
    );
  });

  test("holds, for the key that signed it and for no other", () => {
    const { view, zip } = taken;
    const { manifest, audit, trusted } = verifyPack(zip, [view.keyId]);
    expect([manifest.organisation.name, manifest.masked, trusted]).toEqual(["Fabrikam Care", false, true]);
    expect(audit.entries).toBeGreaterThan(0);
    expect(audit.whole).toBe(audit.entries);
    expect(() => verifyPack(zip, ["A".repeat(43)])).toThrow(/not a key that you trust/);
  });

  test("is signed as the JOSE standards have it, by a key that the console publishes", async () => {
    const { keys } = (await (await running.call("GET", "/api/v1/evidence/keys")).json()) as { keys: JWK[] };
    const key = keys.find(({ kid }) => kid === taken.view.keyId);
    expect(Object.keys(key ?? {})).not.toContain("d");
    const [head = "", , signature = ""] = String(readZip(taken.zip).get("manifest.jws")).split(".");
    const payload = readZip(taken.zip).get("manifest.json")?.toString("base64url") ?? "";
    const jws = { protected: head, payload, signature };
    await expect(flattenedVerify(jws, await importJWK(key as JWK, "ES256"))).resolves.toBeTruthy();
  });

  test("tells the facts, the verdict of every check, and frameworks", async () => {
    const facts = parse("facts.json");
    expect(facts.parts.map(({ part }: { part: string }) => part)).toEqual(["aep", "cja"]);
    expect(facts.parts[0].facts.map(({ subject }: { subject: string }) => subject)).toContain("key");
    const verdicts = parse("verdicts.json");
    expect(verdicts.verdict.verdict).toBe("protected");
    expect(verdicts.parts[0].checks.length).toBeGreaterThan(20);
    expect(parse("frameworks.json")).toHaveLength(7);
    const { answers } = parse("vendor-answers.json") as { answers: { vendor: string; body: string }[] };
    expect(new Set(answers.map(({ vendor }) => vendor))).toEqual(new Set(["adobe", "azure", "graph"]));
    expect(answers.some(({ body }) => body.includes("enablePurgeProtection"))).toBe(true);
    const pdf = await readPdf(readZip(taken.zip).get("summary.pdf") ?? new Uint8Array());
    expect(pdf.text).toContain("Fabrikam Care");
    expect(pdf.text).toContain("Protected");
  });

  test("is made in the language that was asked for", async () => {
    const { zip } = await takePack(running, admin, fabrikam(), { locale: "fr" });
    const pdf = await readPdf(readZip(zip).get("summary.pdf") ?? new Uint8Array());
    expect([pdf.language, pdf.text.includes("Contrôles réussis")]).toEqual(["fr", true]);
  });

  test("masks ids everywhere, the same id the same way, and still holds", async () => {
    const { zip, view } = await takePack(running, admin, fabrikam(), { mask: true });
    const again = await takePack(running, admin, fabrikam(), { mask: true });
    const { audit } = verifyPack(zip, [view.keyId]);
    expect(audit.entries).toBeGreaterThan(0);
    const all = zip.toString("latin1").replaceAll(view.id, "");
    expect(all).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i);
    expect(all).not.toMatch(/[0-9A-F]{24}@AdobeOrg/);
    const tenant = (of: Uint8Array) => parse("facts.json", of).organisation.azureTenantId;
    expect(tenant(zip)).toMatch(/^id-[0-9a-f]{12}$/);
    expect(tenant(zip)).toBe(tenant(again.zip));
  });
});

describe("who may", () => {
  test("a person of another organisation finds neither packs nor a pack", async () => {
    const other = (await running.signIn("admin@contoso.example")).browser;
    for (const path of [
      `/api/v1/orgs/${fabrikam()}/evidence`,
      `/api/v1/orgs/${fabrikam()}/evidence/${taken.view.id}`,
    ])
      expect((await running.call("GET", path, { browser: other })).status).toBe(404);
    const own = `/api/v1/orgs/${ids["Contoso Health"]}/evidence/${taken.view.id}`;
    expect((await running.call("GET", own, { browser: other })).status).toBe(404);
  });

  test("making and taking are in the trail", async () => {
    const path = `/api/v1/orgs/${fabrikam()}/audit`;
    const { rows } = (await (await running.call("GET", path, { browser: admin })).json()) as {
      rows: { action: string; actorName: string; after: { pack?: string; sha256?: string } }[];
    };
    const own = rows.filter(({ after }) => after?.pack === taken.view.id);
    expect(own.map(({ action }) => action).sort()).toEqual(["evidence.downloaded", "evidence.made"]);
    for (const { after } of own) expect(after.sha256).toBe(taken.view.sha256);
  });

  test.each([
    ["to come", new Date(Date.now() + 3_600_000).toISOString(), "moment-future"],
    ["before the organisation", "2001-01-01T00:00:00Z", "moment-early"],
    ["that is none", "yesterday", "moment"],
  ])("a moment %s is refused", async (_name, moment, reason) => {
    const path = `/api/v1/orgs/${fabrikam()}/evidence`;
    const answer = await running.call("POST", path, { browser: admin, body: { moment } });
    const { fields } = (await answer.json()) as { fields: unknown };
    expect([answer.status, fields]).toEqual([422, [{ field: "moment", reason }]]);
  });
});

describe("a moment in the past", () => {
  test("is told as it was: the facts of then, and nothing that came later", async () => {
    const before = new Date();
    await new Promise((resolve) => setTimeout(resolve, 20));
    const drift = { action: "disable-key", vault: "kv-fabrikam-aep", key: "adobe-cmk" };
    const changed = await fetch(`${running.sandbox.doorUrl}/control/drift`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(drift),
    });
    expect(changed.status).toBe(200);
    await running.call("POST", `/api/v1/orgs/${fabrikam()}/setup/aep/steps/key/check`, { browser: admin });
    const now = await takePack(running, admin, fabrikam());
    const then = await takePack(running, admin, fabrikam(), { moment: before.toISOString() });
    const verdict = (zip: Uint8Array) => parse("verdicts.json", zip).verdict.verdict;
    expect([verdict(now.zip), verdict(then.zip)]).toEqual(["at-risk", "protected"]);
    const keyFindings = (zip: Uint8Array) =>
      (parse("findings.json", zip) as { checkId: string }[]).filter(({ checkId }) =>
        checkId.startsWith("KEY"),
      );
    expect(keyFindings(now.zip).length).toBeGreaterThan(keyFindings(then.zip).length);
    const { manifest } = verifyPack(then.zip, [then.view.keyId]);
    expect(manifest.moment).toBe(before.toISOString());
    const lines = String(readZip(then.zip).get("audit.jsonl")).trim().split("\n");
    for (const line of lines) expect(JSON.parse(line).entry.at <= before.toISOString()).toBe(true);
  }, 60_000);
});
