import { Client } from "@microsoft/microsoft-graph-client";
import { getGlobalDispatcher, setGlobalDispatcher } from "undici";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { APPS, TENANTS } from "../seed/names";
import { type Sandbox, startSandbox } from "../start";
import { type ProxiedFetch, proxiedFetch, proxyAgent } from "../testing/proxied-fetch";
import { appTokenOf, tokenOf } from "../testing/tokens";

type GraphBody = { id: string; value: { id: string }[]; "@odata.context": string; "@odata.nextLink": string };

const GRAPH = "https://graph.microsoft.com";
let sandbox: Sandbox;
let fetchGraph: ProxiedFetch;

beforeAll(async () => {
  sandbox = await startSandbox({ memory: true });
  fetchGraph = proxiedFetch(sandbox);
});
afterAll(() => sandbox.stop());
beforeEach(() => sandbox.world.reset());

async function call(token: string, path: string, init: { method?: string; body?: object } = {}) {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const reply = await fetchGraph(`${GRAPH}/v1.0${path}`, {
    method: init.method ?? "GET",
    headers,
    body: init.body ? JSON.stringify(init.body) : undefined,
  });
  const text = await reply.text();
  return {
    status: reply.status,
    headers: reply.headers,
    body: (text ? JSON.parse(text) : null) as GraphBody,
  };
}

describe("service principals", () => {
  const ada = () => tokenOf(sandbox, "admin@contoso.example", GRAPH);

  test("one is made in the caller's own directory, once", async () => {
    const before = await call(ada(), `/servicePrincipals(appId='${APPS.cmkContoso}')`);
    expect(before).toMatchObject({
      status: 404,
      body: { error: { code: "Request_ResourceNotFound", innerError: { "request-id": expect.any(String) } } },
    });
    const made = await call(ada(), "/servicePrincipals", {
      method: "POST",
      body: { appId: APPS.cmkContoso },
    });
    expect(made).toMatchObject({
      status: 201,
      body: { appId: APPS.cmkContoso, accountEnabled: true, appOwnerOrganizationId: TENANTS.adobe },
    });
    expect(made.body["@odata.context"]).toBe(`${GRAPH}/v1.0/$metadata#servicePrincipals/$entity`);
    const again = await call(ada(), "/servicePrincipals", {
      method: "POST",
      body: { appId: APPS.cmkContoso },
    });
    expect(again).toMatchObject({
      status: 409,
      body: { error: { code: "Request_MultipleObjectsWithSameKeyValue" } },
    });
    const found = await call(
      ada(),
      `/servicePrincipals?$filter=appId eq '${APPS.cmkContoso}'&$select=id,appId`,
    );
    expect(found.body.value).toEqual([{ id: made.body.id, appId: APPS.cmkContoso }]);
    expect((await call(ada(), `/servicePrincipals/${made.body.id}`)).status).toBe(200);
    const fay = tokenOf(sandbox, "admin@fabrikam.example", GRAPH);
    expect((await call(fay, `/servicePrincipals/${made.body.id}`)).status).toBe(404);
    expect((await call(ada(), `/servicePrincipals/${made.body.id}`, { method: "DELETE" })).status).toBe(204);
    expect((await call(ada(), `/servicePrincipals/${made.body.id}`)).status).toBe(404);
  });

  test("an unknown application is refused", async () => {
    const made = await call(ada(), "/servicePrincipals", {
      method: "POST",
      body: { appId: "00000000-0000-4000-8000-00000000ffff" },
    });
    expect(made).toMatchObject({ status: 400, body: { error: { code: "Request_BadRequest" } } });
  });

  test.each([
    ["a person without a directory role", () => tokenOf(sandbox, "admin2@contoso.example", GRAPH)],
    [
      "a token without the permission",
      () => tokenOf(sandbox, "admin@contoso.example", GRAPH, "User.Read Application.Read.All"),
    ],
    ["the watching application", () => appTokenOf(sandbox, APPS.clavis, TENANTS.contoso, GRAPH)],
  ])("%s may not make one", async (_name, token) => {
    const made = await call(token(), "/servicePrincipals", {
      method: "POST",
      body: { appId: APPS.cmkContoso },
    });
    expect(made).toMatchObject({ status: 403, body: { error: { code: "Authorization_RequestDenied" } } });
  });

  test("the watching application may read them, a smaller token may not", async () => {
    const watcher = appTokenOf(sandbox, APPS.clavis, TENANTS.fabrikam, GRAPH);
    expect((await call(watcher, `/servicePrincipals(appId='${APPS.cja}')`)).status).toBe(200);
    expect(
      (await call(tokenOf(sandbox, "admin@fabrikam.example", GRAPH, "User.Read"), "/servicePrincipals"))
        .status,
    ).toBe(403);
  });
});

describe("the signed-in person", () => {
  test("sees the own directory roles", async () => {
    const roles = await call(
      tokenOf(sandbox, "admin@contoso.example", GRAPH),
      "/me/transitiveMemberOf/microsoft.graph.directoryRole",
    );
    expect(roles.body.value).toContainEqual(
      expect.objectContaining({
        "@odata.type": "#microsoft.graph.directoryRole",
        roleTemplateId: "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3",
      }),
    );
    const none = await call(tokenOf(sandbox, "admin2@contoso.example", GRAPH), "/me/transitiveMemberOf");
    expect(none.body.value).toEqual([]);
  });

  test("sees the own profile and organisation", async () => {
    const token = tokenOf(sandbox, "leader@contoso.example", GRAPH, "User.Read");
    expect((await call(token, "/me")).body).toMatchObject({ userPrincipalName: "leader@contoso.example" });
    expect((await call(token, "/organization")).body.value).toEqual([
      expect.objectContaining({ id: TENANTS.contoso }),
    ]);
  });

  test("an application has no /me", async () => {
    expect((await call(appTokenOf(sandbox, APPS.clavis, TENANTS.contoso, GRAPH), "/me")).status).toBe(400);
  });
});

test("a token for something else is refused", async () => {
  const reply = await call(tokenOf(sandbox, "admin@contoso.example", "https://management.azure.com"), "/me");
  expect(reply).toMatchObject({ status: 401, body: { error: { code: "InvalidAuthenticationToken" } } });
});

test("pages are linked", async () => {
  const token = tokenOf(sandbox, "admin@contoso.example", GRAPH);
  const first = await call(token, "/servicePrincipals?$top=3");
  expect(first.body.value).toHaveLength(3);
  const next = new URL(first.body["@odata.nextLink"]);
  const second = await call(token, next.pathname.replace("/v1.0", "") + next.search);
  expect(second.body.value[0]?.id).not.toBe(first.body.value[0]?.id);
});

test("Microsoft's own client reads its errors", async () => {
  const before = getGlobalDispatcher();
  setGlobalDispatcher(proxyAgent(sandbox));
  try {
    const client = Client.init({
      authProvider: (done) => done(null, tokenOf(sandbox, "admin@contoso.example", GRAPH)),
    });
    expect(await client.api("/me").select("id,displayName").get()).toMatchObject({
      displayName: "Ada Admin",
    });
    const missing = client.api(`/servicePrincipals(appId='${APPS.cja}')`).get();
    await expect(missing).rejects.toMatchObject({ statusCode: 404, code: "Request_ResourceNotFound" });
  } finally {
    setGlobalDispatcher(before);
  }
});

describe("what the Azure CLI looks up", () => {
  const ada = () => tokenOf(sandbox, "admin@contoso.example", GRAPH);

  test("a service principal by one of its names, or by one of two ids", async () => {
    const named = await call(
      ada(),
      `/servicePrincipals?$filter=servicePrincipalNames/any(c:c eq '${APPS.tools}')`,
    );
    expect(named.body.value).toEqual([expect.objectContaining({ appId: APPS.tools })]);
    const either = await call(
      ada(),
      `/servicePrincipals?$filter=appId eq '${APPS.tools}' or appId eq '${APPS.clavis}'`,
    );
    expect(either.body.value).toHaveLength(2);
    expect((await call(ada(), "/servicePrincipals?$filter=startswith(displayName,'a')")).status).toBe(400);
  });

  test("names for ids, of the own directory only", async () => {
    const { state } = sandbox.world;
    const ids = state.accounts.map((one) => one.objectId);
    const found = await call(ada(), "/directoryObjects/getByIds", { method: "POST", body: { ids } });
    const own = state.accounts.filter((one) => one.tenantId === TENANTS.contoso).map((one) => one.objectId);
    expect(found.body.value.map((one) => one.id)).toEqual(own);
  });

  test("the own registrations", async () => {
    const own = await call(ada(), "/applications");
    expect(own.body.value.map((one) => one.id)).toEqual([APPS.clavis, APPS.tools]);
  });
});
