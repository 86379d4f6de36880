import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { APPS, TENANTS } from "../seed/names";
import { type Sandbox, startSandbox } from "../start";
import { proxiedFetch } from "../testing/proxied-fetch";

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ memory: true });
});
afterAll(() => sandbox.stop());
beforeEach(() => sandbox.world.reset());

const adobeQuery = `response_type=code&client_id=${APPS.cmkContoso}&redirect_uri=${encodeURIComponent("https://experience.adobe.com/")}&scope=user.read`;

function idOf(upn: string): string {
  return sandbox.world.state.accounts.find((one) => one.upn === upn)?.objectId ?? "";
}

async function press(
  path: string,
  fields: Record<string, string>,
): Promise<{ status: number; text: string; location: URL | null }> {
  const reply = await fetch(`${sandbox.doorUrl}/${path}`, {
    method: "POST",
    body: new URLSearchParams(fields),
    redirect: "manual",
  });
  const location = reply.headers.get("location");
  return { status: reply.status, text: await reply.text(), location: location ? new URL(location) : null };
}

function tenantsWith(appId: string): string[] {
  return sandbox.world.state.servicePrincipals
    .filter((one) => one.appId === appId)
    .map((one) => one.tenantId);
}

test("Adobe's address puts the application into the directory of whoever was chosen: the trap", async () => {
  const path = `common/oauth2/authorize?${adobeQuery}`;
  const account = idOf("admin@contoso-labs.example");
  const asked = await press(path, { account });
  expect(asked.text).toContain("Permissions requested");
  expect(asked.text).toContain("Contoso Labs");
  expect(tenantsWith(APPS.cmkContoso)).toEqual([]);
  const done = await press(path, { account, consent: "accept" });
  expect(done).toMatchObject({ status: 200, location: null });
  expect(done.text).toContain("Consent was granted");
  expect(done.text).toContain("https://experience.adobe.com/?code=");
  expect(tenantsWith(APPS.cmkContoso)).toEqual([TENANTS.elsewhere]);
});

test("with the directory in the address, an account of another one is refused", async () => {
  const path = `${TENANTS.contoso}/oauth2/authorize?${adobeQuery}`;
  expect(
    (await press(path, { account: idOf("admin@contoso-labs.example"), consent: "accept" })).text,
  ).toContain("AADSTS50020");
  await press(path, { account: idOf("admin@contoso.example"), consent: "accept" });
  expect(tenantsWith(APPS.cmkContoso)).toEqual([TENANTS.contoso]);
});

test("who may not consent is told to find somebody who may", async () => {
  const refused = await press(`${TENANTS.contoso}/oauth2/authorize?${adobeQuery}`, {
    account: idOf("admin2@contoso.example"),
    consent: "accept",
  });
  expect(refused.text).toContain("AADSTS90094");
  expect(tenantsWith(APPS.cmkContoso)).toEqual([]);
});

test("declining changes nothing", async () => {
  const declined = await press(`${TENANTS.contoso}/oauth2/authorize?${adobeQuery}`, {
    account: idOf("admin@contoso.example"),
    consent: "cancel",
  });
  expect(declined.text).toContain("Consent was not granted");
  expect(tenantsWith(APPS.cmkContoso)).toEqual([]);
});

test("admin consent for the CJA application ends on a closing page, for Clavis back at the product", async () => {
  const account = idOf("admin@contoso.example");
  const cja = await press(
    `${TENANTS.contoso}/v2.0/adminconsent?client_id=${APPS.cja}&scope=.default&state=1`,
    { account, consent: "accept" },
  );
  expect(cja.text).toContain("Consent was granted");
  expect(tenantsWith(APPS.cja)).toContain(TENANTS.contoso);
  const own = `${TENANTS.contoso}/v2.0/adminconsent?client_id=${APPS.clavis}&state=2&redirect_uri=${encodeURIComponent("http://127.0.0.1:3999/api/auth/callback")}`;
  const back = await press(own, { account, consent: "accept" });
  expect(Object.fromEntries(back.location?.searchParams ?? [])).toMatchObject({
    admin_consent: "True",
    tenant: TENANTS.contoso,
    state: "2",
  });
  const cancelled = await press(own, { account, consent: "cancel" });
  expect(cancelled.location?.searchParams.get("error")).toBe("access_denied");
  expect(cancelled.location?.searchParams.get("error_description")).toContain("AADSTS65004");
});

test("the same pages answer under Microsoft's own name for a browser behind the proxy", async () => {
  const reply = await proxiedFetch(sandbox)(
    `https://login.microsoftonline.com/common/oauth2/authorize?${adobeQuery}`,
  );
  expect(reply.status).toBe(200);
  expect(await reply.text()).toContain("Pick an account");
});
