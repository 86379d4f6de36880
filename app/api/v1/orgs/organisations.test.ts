import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ConnectionTest, OrganisationView } from "@/lib/cmk/views";
import { type Browser, startTestConsole, type TestConsole } from "@/test/console";

let running: TestConsole;
let owner: pg.Client;
let admin: Browser;
let contoso: OrganisationView;

const SECRET = "s8e-contoso-sandbox-secret-000001";
const json = async <T>(answer: Promise<Response>) => (await (await answer).json()) as T;
const ask = (method: string, path: string, body?: unknown, browser = admin) =>
  running.call(method, path, { browser, body });
const input = ({
  name,
  imsOrgId,
  region,
  shield,
  cjaBought,
  azureTenantId,
  azureSubscriptionId,
}: OrganisationView) => ({
  name,
  imsOrgId,
  region,
  shield,
  cjaBought,
  azureTenantId,
  azureSubscriptionId,
});
const newest = async (action: string) =>
  (
    await owner.query(
      "select * from audit_entries where action = $1 order by at desc, sequence desc limit 1",
      [action],
    )
  ).rows[0];

beforeAll(async () => {
  running = await startTestConsole();
  owner = new pg.Client({ connectionString: running.ownerUrl });
  await owner.connect();
  await owner.query("set clavis.organisations = '*'");
  admin = (await running.signIn("admin@contoso.example")).browser;
  contoso = (await json<{ rows: OrganisationView[] }>(ask("GET", "/api/v1/orgs")))
    .rows[0] as OrganisationView;
}, 120_000);
afterAll(async () => {
  await owner?.end();
  await running?.stop();
});

describe("adding an organisation", () => {
  const fresh = () => ({
    ...input(contoso),
    name: "Contoso Clinics",
    imsOrgId: `${"C".repeat(24)}@AdobeOrg`,
  });

  it("makes whoever adds it its admin, and records it without the secret", async () => {
    const body = { ...fresh(), adobeCredential: { clientId: "contoso-clavis-cmk", clientSecret: SECRET } };
    const answer = await ask("POST", "/api/v1/orgs", body);
    const made = (await answer.json()) as OrganisationView;
    expect(answer.status).toBe(201);
    expect(made).toMatchObject({
      name: "Contoso Clinics",
      revision: 1,
      roles: ["admin"],
      adobeCredential: { clientId: "contoso-clavis-cmk" },
    });
    expect((await ask("GET", `/api/v1/orgs/${made.id}/setup`)).status).toBe(200);
    expect(await newest("organisation.created")).toMatchObject({
      organisation_id: made.id,
      actor_name: "Ada Admin",
      subject: "Contoso Clinics",
    });
    expect(await newest("credential.saved")).toMatchObject({
      organisation_id: made.id,
      after: { clientId: "contoso-clavis-cmk" },
    });
    const kept = await owner.query(
      "select (select json_agg(a) from audit_entries a)::text as trail, (select json_agg(s) from secrets s)::text as secrets",
    );
    expect(JSON.stringify([made, kept.rows])).not.toContain(SECRET);
  });

  it("says at its field that the IMS organisation is there already, seen or not", async () => {
    for (const imsOrgId of [contoso.imsOrgId, "2B9D4E07A1C34F9B8E6D5A07@AdobeOrg"]) {
      const answer = await ask("POST", "/api/v1/orgs", { ...fresh(), imsOrgId });
      expect([answer.status, ((await answer.json()) as { fields: unknown }).fields]).toEqual([
        409,
        [{ field: "imsOrgId", reason: "ims-org-taken" }],
      ]);
    }
  });

  it("names every wrong field", async () => {
    const wrong = {
      ...fresh(),
      name: " ",
      imsOrgId: "x",
      region: "Virginia",
      azureTenantId: "7",
      adobeCredential: { clientId: "a" },
    };
    const { fields } = await json<{ fields: { field: string; reason: string }[] }>(
      ask("POST", "/api/v1/orgs", wrong),
    );
    expect(fields).toEqual([
      { field: "name", reason: "required" },
      { field: "imsOrgId", reason: "ims-org" },
      { field: "region", reason: "adobe-region" },
      { field: "azureTenantId", reason: "guid" },
      { field: "adobeCredential.clientSecret", reason: "required" },
    ]);
  });
});

describe("changing an organisation", () => {
  it("keeps the credential that is left out, and records what changed alone", async () => {
    const changed = await json<OrganisationView>(
      ask("PATCH", `/api/v1/orgs/${contoso.id}`, {
        ...input(contoso),
        cjaBought: true,
        revision: contoso.revision,
      }),
    );
    expect(changed).toMatchObject({
      cjaBought: true,
      revision: contoso.revision + 1,
      adobeCredential: contoso.adobeCredential,
    });
    expect(await newest("organisation.updated")).toMatchObject({
      before: { cjaBought: false },
      after: { cjaBought: true },
      organisation_id: contoso.id,
    });
    contoso = changed;
  });

  it("refuses a form that was opened before somebody else's change", async () => {
    const answer = await ask("PATCH", `/api/v1/orgs/${contoso.id}`, {
      ...input(contoso),
      name: "Late",
      revision: contoso.revision - 1,
    });
    expect([answer.status, ((await answer.json()) as { reason: string }).reason]).toEqual([
      409,
      "changed-meanwhile",
    ]);
  });

  it("refuses another organisation's IMS id, although it may not be seen", async () => {
    const body = {
      ...input(contoso),
      imsOrgId: "2B9D4E07A1C34F9B8E6D5A07@AdobeOrg",
      revision: contoso.revision,
    };
    const answer = await ask("PATCH", `/api/v1/orgs/${contoso.id}`, body);
    expect([answer.status, ((await answer.json()) as { fields: unknown }).fields]).toEqual([
      409,
      [{ field: "imsOrgId", reason: "ims-org-taken" }],
    ]);
  });
});

describe("testing the connection", () => {
  const states = async () =>
    Object.fromEntries(
      (await json<ConnectionTest>(ask("POST", `/api/v1/orgs/${contoso.id}/connection-test`))).results.map(
        ({ id, state }) => [id, state],
      ),
    );
  const change = async (changes: object) => {
    const answer = await ask("PATCH", `/api/v1/orgs/${contoso.id}`, {
      ...input(contoso),
      revision: contoso.revision,
      ...changes,
    });
    expect(answer.status).toBe(200);
    contoso = (await answer.json()) as OrganisationView;
  };
  const good = {
    "adobe-token": "passed",
    "adobe-permission": "passed",
    "azure-subscription": "passed",
    "azure-tenant": "passed",
    "azure-reader": "passed",
  };

  it("passes where all is well, and is recorded", async () => {
    expect(await states()).toEqual(good);
    expect(await newest("connection.tested")).toMatchObject({
      organisation_id: contoso.id,
      after: { "azure-reader": "passed" },
    });
  });

  it("tells a wrong secret from a missing permission", async () => {
    await change({ adobeCredential: { clientId: "contoso-clavis-cmk", clientSecret: "wrong" } });
    expect(await states()).toEqual({ ...good, "adobe-token": "failed", "adobe-permission": "unknown" });
    await change({
      adobeCredential: {
        clientId: "contoso-no-permission",
        clientSecret: "s8e-contoso-sandbox-secret-000009",
      },
    });
    expect(await states()).toEqual({ ...good, "adobe-permission": "failed" });
    await change({ adobeCredential: { clientId: "contoso-clavis-cmk", clientSecret: SECRET } });
  });

  it("finds a subscription that the person cannot see", async () => {
    await change({ azureSubscriptionId: "8f0e2b7a-2222-4c1d-9a6e-000000000002" });
    expect(await states()).toEqual({
      ...good,
      "azure-subscription": "failed",
      // It belongs to another directory, which Azure names even to those who may not see it.
      "azure-tenant": "failed",
      "azure-reader": "failed",
    });
    await change({ azureSubscriptionId: "8f0e2b7a-1111-4c1d-9a6e-000000000001" });
  });

  it("finds a directory that the person does not belong to", async () => {
    await change({ azureTenantId: "22222222-bbbb-4bbb-8bbb-000000000002" });
    expect(await states()).toMatchObject({ "adobe-token": "passed", "azure-subscription": "failed" });
    await change({ azureTenantId: "11111111-aaaa-4aaa-8aaa-000000000001" });
  });

  it("says that there is no credential", async () => {
    const bare = { ...input(contoso), name: "Contoso Bare", imsOrgId: `${"D".repeat(24)}@AdobeOrg` };
    const { id } = await json<OrganisationView>(ask("POST", "/api/v1/orgs", bare));
    const { results } = await json<ConnectionTest>(ask("POST", `/api/v1/orgs/${id}/connection-test`));
    expect(results[0]).toEqual({ id: "adobe-token", state: "failed", detail: "NOT_CONFIGURED" });
  });
});
