import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ADOBE_ORGS } from "../seed/adobe";
import { APPS } from "../seed/names";
import { type Sandbox, startSandbox } from "../start";
import { type ProxiedFetch, proxiedFetch } from "../testing/proxied-fetch";

const PATH = "/data/infrastructure/manager";
const NORTHWIND = {
  host: "platform-nld2.adobe.io",
  org: ADOBE_ORGS.northwind,
  id: "northwind-clavis-cmk",
  secret: "s8e-northwind-sandbox-secret-000003",
};
const CONTOSO = {
  host: "platform.adobe.io",
  org: ADOBE_ORGS.contoso,
  id: "contoso-clavis-cmk",
  secret: "s8e-contoso-sandbox-secret-000001",
};

let sandbox: Sandbox;
let fetchAdobe: ProxiedFetch;

beforeAll(async () => {
  sandbox = await startSandbox({ memory: true });
  fetchAdobe = proxiedFetch(sandbox);
});
afterAll(() => sandbox.stop());
beforeEach(() => sandbox.world.reset());

type Answer = { status: number; body: Record<string, unknown> };

async function ims(fields: Record<string, string>): Promise<Answer> {
  const body = new URLSearchParams({
    grant_type: "client_credentials",
    scope: "openid,AdobeID,read_organizations",
    ...fields,
  });
  const reply = await fetchAdobe("https://ims-na1.adobelogin.com/ims/token/v3", { method: "POST", body });
  return { status: reply.status, body: (await reply.json()) as Record<string, unknown> };
}

async function headersFor(
  who: Omit<typeof CONTOSO, "org"> & { org: string },
): Promise<Record<string, string>> {
  const { body } = await ims({ client_id: who.id, client_secret: who.secret });
  return {
    authorization: `Bearer ${body.access_token}`,
    "x-api-key": "acp_provisioning",
    "x-gw-ims-org-id": who.org,
  };
}

async function call(
  host: string,
  path: string,
  headers: Record<string, string>,
  body?: object,
): Promise<Answer> {
  const reply = await fetchAdobe(`https://${host}${PATH}${path}`, {
    method: body ? "POST" : "GET",
    headers: body ? { "content-type": "application/json", ...headers } : headers,
    body: body ? JSON.stringify(body) : undefined,
  });
  return { status: reply.status, body: (await reply.json()) as Record<string, unknown> };
}

function config(org: string, name: string, vault: string, key = "adobe-cmk"): object {
  const keyVaultKeyIdentifier = `https://${vault}.vault.azure.net/keys/${key}/00000000000000000000000000000000`;
  return {
    name,
    type: "BYOK_CONFIG",
    imsOrgId: org,
    configData: { providerType: "AZURE_KEYVAULT", keyVaultKeyIdentifier },
  };
}

describe("tokens", () => {
  test("are given for a day", async () => {
    expect(await ims({ client_id: CONTOSO.id, client_secret: CONTOSO.secret })).toMatchObject({
      status: 200,
      body: { token_type: "bearer", expires_in: 86399 },
    });
  });

  test.each([
    [{ client_id: CONTOSO.id, client_secret: "wrong" }, "invalid_client"],
    [{ client_id: "nobody", client_secret: "wrong" }, "invalid_client"],
    [{ client_id: CONTOSO.id, client_secret: CONTOSO.secret, scope: "everything" }, "invalid_scope"],
  ])("%o is %s", async (fields, error) => {
    expect(await ims(fields)).toMatchObject({ status: 400, body: { error } });
  });
});

test("the gateway checks in its documented order", async () => {
  const good = await headersFor(CONTOSO);
  const without = (...names: string[]) =>
    Object.fromEntries(Object.entries(good).filter(([name]) => !names.includes(name)));
  const codes: [Record<string, string>, string][] = [
    [{}, "403010"],
    [{ authorization: "Bearer nonsense" }, "401013"],
    [without("x-api-key", "x-gw-ims-org-id"), "403000"],
    [{ ...without("x-gw-ims-org-id"), "x-api-key": "other" }, "403003"],
    [without("x-gw-ims-org-id"), "400003"],
    [{ ...good, "x-gw-ims-org-id": ADOBE_ORGS.fabrikam }, "403025"],
  ];
  for (const [headers, code] of codes) {
    const reply = await call(CONTOSO.host, "/byok/app-registration", headers);
    expect(reply).toMatchObject({ status: Number(code.slice(0, 3)), body: { error_code: code } });
  }
  expect((await call(NORTHWIND.host, "/byok/app-registration", good)).status).toBe(404);
});

test("the application comes with an address that names /common/", async () => {
  const reply = await call(CONTOSO.host, "/byok/app-registration", await headersFor(CONTOSO));
  expect(reply.body).toMatchObject({ id: "byok", applicationId: APPS.cmkContoso });
  expect(reply.body.applicationRedirectUrl).toContain(
    `https://login.microsoftonline.com/common/oauth2/authorize?response_type=code&client_id=${APPS.cmkContoso}`,
  );
});

test("without the permission nothing is told", async () => {
  const headers = await headersFor({
    ...CONTOSO,
    id: "contoso-no-permission",
    secret: "s8e-contoso-sandbox-secret-000009",
  });
  expect(await call(CONTOSO.host, "/byok/app-registration", headers)).toMatchObject({
    status: 403,
    body: { detail: expect.stringContaining("Manage Customer Managed Key") },
  });
});

describe("enablement", () => {
  const status = async (name: string) =>
    (
      await call(
        NORTHWIND.host,
        `/customer/config/${name}?configType=BYOK_CONFIG`,
        await headersFor(NORTHWIND),
      )
    ).body.status;

  async function forward(ms: number): Promise<void> {
    await fetch(`${sandbox.doorUrl}/control/clock`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ forwardMs: ms }),
    });
  }

  test("a key that works goes through all stages", async () => {
    const sent = await call(
      NORTHWIND.host,
      "/customer/config",
      await headersFor(NORTHWIND),
      config(NORTHWIND.org, "Main", "kv-northwind-aep"),
    );
    expect(sent).toMatchObject({
      status: 201,
      body: {
        status: "CREATED",
        config: {
          status: "NEW",
          configData: { keyVaultUri: "https://kv-northwind-aep.vault.azure.net", keyName: "Main" },
        },
      },
    });
    expect(await status("Main")).toBe("RUNNING");
    expect(await status("main")).toBe(404);
    await forward(5001);
    expect(await status("Main")).toBe("UPDATE_EXISTING_RESOURCES");
    await forward(5001);
    expect(await status("Main")).toBe("COMPLETED");
    const second = await call(
      NORTHWIND.host,
      "/customer/config",
      await headersFor(NORTHWIND),
      config(NORTHWIND.org, "Other", "kv-northwind-aep"),
    );
    expect(second.status).toBe(409);
  });

  test("a key that Adobe cannot use fails, and can be sent again when it is mended", async () => {
    const { state } = sandbox.world;
    const key = state.keys.find((one) => one.vaultName === "kv-northwind-aep")?.versions[0];
    if (!key) throw new Error("no key");
    key.enabled = false;
    await call(
      NORTHWIND.host,
      "/customer/config",
      await headersFor(NORTHWIND),
      config(NORTHWIND.org, "Main", "kv-northwind-aep"),
    );
    await forward(20_000);
    expect(await status("Main")).toBe("FAILED");
    expect(state.cmkConfigs.find((one) => one.name === "Main")?.failure).toBeTruthy();
    key.enabled = true;
    const again = await call(
      NORTHWIND.host,
      "/customer/config",
      await headersFor(NORTHWIND),
      config(NORTHWIND.org, "Main", "kv-northwind-aep"),
    );
    expect(again.status).toBe(201);
    await forward(20_000);
    expect(await status("Main")).toBe("COMPLETED");
  });

  test("a vault without purge protection fails", async () => {
    const { state } = sandbox.world;
    const vault = state.vaults.find((one) => one.name === "kv-northwind-aep");
    if (!vault) throw new Error("no vault");
    vault.enablePurgeProtection = null;
    await call(
      NORTHWIND.host,
      "/customer/config",
      await headersFor(NORTHWIND),
      config(NORTHWIND.org, "NoPurge", "kv-northwind-aep"),
    );
    await forward(5001);
    expect(state.cmkConfigs.find((one) => one.name === "NoPurge")).toMatchObject({
      status: "FAILED",
      failure: expect.stringContaining("purge protection"),
    });
  });

  test.each([
    [{ type: "OTHER" }, "type"],
    [{ imsOrgId: ADOBE_ORGS.fabrikam }, "imsOrgId"],
    [{ name: "" }, "name"],
    [
      {
        configData: { providerType: "AZURE_KEYVAULT", keyVaultKeyIdentifier: "https://evil.example/keys/a" },
      },
      "vault.azure.net",
    ],
  ])("%o is refused", async (change, word) => {
    const body = { ...config(NORTHWIND.org, "Main", "kv-northwind-aep"), ...change };
    const reply = await call(NORTHWIND.host, "/customer/config", await headersFor(NORTHWIND), body);
    expect(reply).toMatchObject({
      status: 400,
      body: { title: "BadRequestError", detail: expect.stringContaining(word) },
    });
  });

  test("a body that is not JSON by its content type is refused", async () => {
    const headers = { ...(await headersFor(NORTHWIND)), "content-type": "text/plain" };
    const reply = await call(
      NORTHWIND.host,
      "/customer/config",
      headers,
      config(NORTHWIND.org, "Main", "kv-northwind-aep"),
    );
    expect(reply).toMatchObject({ status: 400, body: { detail: "A valid content-type must be specified" } });
  });
});
