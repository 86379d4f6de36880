import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ADOBE_ORGS } from "../seed/adobe";
import { APPS } from "../seed/names";
import { type Sandbox, startSandbox } from "../start";
import { adobeCalls, CONTOSO, NORTHWIND } from "../testing/adobe-calls";
import { proxiedFetch } from "../testing/proxied-fetch";

let sandbox: Sandbox;
let calls: ReturnType<typeof adobeCalls>;
beforeAll(async () => {
  sandbox = await startSandbox({ memory: true });
  calls = adobeCalls(proxiedFetch(sandbox));
});
afterAll(() => sandbox.stop());
beforeEach(() => sandbox.world.reset());

describe("tokens", () => {
  test("are given for a day", async () => {
    expect(await calls.ims({ client_id: CONTOSO.id, client_secret: CONTOSO.secret })).toMatchObject({
      status: 200,
      body: { token_type: "bearer", expires_in: 86399 },
    });
  });

  test.each([
    [{ client_id: CONTOSO.id, client_secret: "wrong" }, "invalid_client"],
    [{ client_id: "nobody", client_secret: "wrong" }, "invalid_client"],
    [{ client_id: CONTOSO.id, client_secret: CONTOSO.secret, scope: "everything" }, "invalid_scope"],
  ])("%o is %s", async (fields, error) => {
    expect(await calls.ims(fields)).toMatchObject({ status: 400, body: { error } });
  });
});

test("the gateway checks in its documented order", async () => {
  const good = await calls.headersFor(CONTOSO);
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
    const reply = await calls.call(CONTOSO.host, "/byok/app-registration", headers);
    expect(reply).toMatchObject({ status: Number(code.slice(0, 3)), body: { error_code: code } });
  }
  expect((await calls.call(NORTHWIND.host, "/byok/app-registration", good)).status).toBe(404);
});

test("the application comes with an address that names /common/", async () => {
  const reply = await calls.call(CONTOSO.host, "/byok/app-registration", await calls.headersFor(CONTOSO));
  expect(reply.body).toMatchObject({ id: "byok", applicationId: APPS.cmkContoso });
  expect(reply.body.applicationRedirectUrl).toContain(
    `https://login.microsoftonline.com/common/oauth2/authorize?response_type=code&client_id=${APPS.cmkContoso}`,
  );
});

test("without the permission nothing is told", async () => {
  const headers = await calls.headersFor({
    ...CONTOSO,
    id: "contoso-no-permission",
    secret: "s8e-contoso-sandbox-secret-000009",
  });
  expect(await calls.call(CONTOSO.host, "/byok/app-registration", headers)).toMatchObject({
    status: 403,
    body: { detail: expect.stringContaining("Manage Customer Managed Key") },
  });
});
