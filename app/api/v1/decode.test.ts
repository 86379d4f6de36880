import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DecodingView } from "@/lib/cmk/decode/decoded-view";
import type { OrganisationView, Page, StepView } from "@/lib/cmk/views";
import { principalId } from "@/sandbox/seed/directory";
import { APPS, AZURE_ROLES, SUBSCRIPTIONS, TENANTS } from "@/sandbox/seed/names";
import { proxiedFetch } from "@/sandbox/testing/proxied-fetch";
import { appTokenOf, tokenOf } from "@/sandbox/testing/tokens";
import { type Browser, startTestConsole, type TestConsole } from "@/test/console";
import { verifyNow } from "@/test/verify-now";

const VAULT = "https://kv-fabrikam-aep.vault.azure.net";
const MANAGEMENT = "https://management.azure.com";
const SCOPE = `/subscriptions/${SUBSCRIPTIONS.fabrikam}/resourceGroups/rg-cmk/providers/Microsoft.KeyVault/vaults/kv-fabrikam-aep`;
const ADOBE = principalId(APPS.cmkFabrikam, TENANTS.fabrikam);

let running: TestConsole;
const people: Record<string, Browser> = {};
const ids: Record<string, string> = {};
beforeAll(async () => {
  running = await startTestConsole({ settings: { roleDelayMs: 0, principalDelayMs: 0, dnsDelayMs: 0 } });
  for (const name of [
    "admin@contoso",
    "admin2@contoso",
    "leader@contoso",
    "support@contoso",
    "admin@fabrikam",
  ])
    people[name] = (await running.signIn(`${name}.example`)).browser;
  const answer = await running.call("GET", "/api/v1/orgs", { browser: people["support@contoso"] });
  for (const { id, name } of ((await answer.json()) as Page<OrganisationView>).rows)
    ids[name.split(" ")[0] ?? ""] = id;
  await verifyNow(running, ids.Fabrikam ?? "", people["support@contoso"] as Browser);
}, 120_000);
afterAll(() => running?.stop());

const ask = (
  text: unknown,
  {
    org,
    as = "support@contoso",
    headers = {},
  }: { org?: string; as?: string; headers?: Record<string, string> } = {},
) =>
  running.call("POST", org ? `/api/v1/orgs/${org}/decode` : "/api/v1/decode", {
    browser: people[as],
    body: { text },
    headers,
  });
const decode = async (text: string, options: Parameters<typeof ask>[1] = { org: ids.Fabrikam }) => {
  const answer = await ask(text, options);
  expect(answer.status).toBe(200);
  return (await answer.json()) as DecodingView;
};

/** What a vendor of the sandbox really answers, as somebody would copy it: status, request id and body. */
async function refusalOf(url: string, token: string, method = "GET", body?: object): Promise<string> {
  const answer = await proxiedFetch(running.sandbox)(url, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: body && JSON.stringify(body),
  });
  expect(answer.status).toBeGreaterThan(399);
  const id = answer.headers.get("x-ms-request-id");
  return `HTTP/1.1 ${answer.status}\nx-ms-request-id: ${id}\nAuthorization: Bearer ${token}\n\n${await answer.text()}`;
}
const wrap = (token: string) =>
  refusalOf(`${VAULT}/keys/adobe-cmk/wrapkey?api-version=7.4`, token, "POST", {
    alg: "RSA-OAEP-256",
    value: "AAAA",
  });
const vaultToken = (app: string) =>
  appTokenOf(running.sandbox, app, TENANTS.fabrikam, "https://vault.azure.net");
const drift = (body: object) =>
  fetch(`${running.sandbox.doorUrl}/control/drift`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });

describe("what the cloud really answers", () => {
  it("knows the firewall, and that nothing is purged for it", async () => {
    const { errors } = await decode(await wrap(vaultToken(APPS.cmkFabrikam)));
    expect(errors).toMatchObject([
      {
        rule: "forbidden-by-firewall",
        severity: "access",
        steps: [{ part: "aep", step: "vault" }],
        script: expect.stringMatching(
          /^az keyvault network-rule add --subscription [0-9a-f-]{36} --name kv-fabrikam-aep --ip-address 20\.88\.123\.53$/,
        ),
      },
    ]);
    for (const vault of ["kv-fabrikam-aep", "kv-fabrikam-cja"])
      await drift({ action: "open-firewall", vault });
  });

  it("names the caller that is not Adobe’s application, and takes the token out", async () => {
    const token = vaultToken(APPS.clavis);
    const view = await decode(await wrap(token));
    expect(view.errors).toMatchObject([
      {
        rule: "forbidden-by-rbac",
        status: 403,
        code: "ForbiddenByRbac",
        differences: [{ id: "caller-app", found: APPS.clavis, expected: APPS.cmkFabrikam }],
        steps: [{ part: "aep", step: "role" }],
        script: null,
      },
    ]);
    expect(view.errors[0]?.differences[0]?.text).toBe(
      `The caller is application ${APPS.clavis}, not Adobe’s application ${APPS.cmkFabrikam}.`,
    );
    expect(view.redacted).toContain("Caller is not authorized");
    expect(view.ticketText).toContain("Fabrikam");
    expect(JSON.stringify(view)).not.toContain(token);
  });

  it("gives Adobe’s application the role that was removed", async () => {
    await drift({ action: "remove-role", vault: "kv-fabrikam-aep" });
    const { errors } = await decode(await wrap(vaultToken(APPS.cmkFabrikam)));
    expect(errors).toMatchObject([{ rule: "forbidden-by-rbac", severity: "access", differences: [] }]);
    expect(errors[0]?.script).toBe(
      `az role assignment create \\\n  --assignee-object-id ${ADOBE} \\\n  --assignee-principal-type ServicePrincipal \\\n  --role ${AZURE_ROLES.keyVaultCryptoServiceEncryptionUser} \\\n  --scope ${SCOPE}`,
    );
  });

  it("recognises the application id in the place of the object id", async () => {
    const token = tokenOf(running.sandbox, "admin@fabrikam.example", MANAGEMENT);
    const url = `${MANAGEMENT}${SCOPE}/providers/Microsoft.Authorization/roleAssignments/${randomUUID()}?api-version=2022-04-01`;
    const role = `/subscriptions/${SUBSCRIPTIONS.fabrikam}/providers/Microsoft.Authorization/roleDefinitions/${AZURE_ROLES.keyVaultCryptoServiceEncryptionUser}`;
    const properties = { roleDefinitionId: role, principalId: APPS.cmkFabrikam };
    const { errors } = await decode(await refusalOf(url, token, "PUT", { properties }));
    expect(errors).toMatchObject([
      {
        rule: "principal-not-found",
        severity: "obstacle",
        differences: [{ id: "app-id-as-object-id", found: APPS.cmkFabrikam, expected: ADOBE }],
      },
    ]);
  });

  it("says that throttling passes by itself", async () => {
    const token = tokenOf(running.sandbox, "admin@fabrikam.example", "https://vault.azure.net");
    const url = `${VAULT}/keys/adobe-cmk/wrapkey?api-version=7.4`;
    running.sandbox.world.state.faults.push({
      id: "busy",
      host: "kv-fabrikam-aep.vault.azure.net",
      path: "*",
      method: null,
      kind: "status",
      status: 429,
      body: JSON.stringify({
        error: {
          code: "Throttled",
          message:
            "Request was not processed because too many requests were received. Reason: VaultRequestTypeLimitReached",
        },
      }),
      headers: { "retry-after": "2" },
      delayMs: 0,
      remaining: 1,
    });
    const { errors } = await decode(await refusalOf(url, token, "POST", {}));
    expect(errors).toMatchObject([{ rule: "throttled", severity: "wait", move: "Nobody has to act." }]);
  });

  it("shows a disabled key as what Adobe acts on", async () => {
    await drift({ action: "disable-key", vault: "kv-fabrikam-cja", key: "adobe-cmk" });
    const text = await refusalOf(
      "https://kv-fabrikam-cja.vault.azure.net/keys/adobe-cmk/wrapkey?api-version=7.4",
      vaultToken(APPS.cja),
      "POST",
      { alg: "RSA-OAEP-256", value: "AAAA" },
    );
    expect((await decode(text)).errors).toMatchObject([{ rule: "key-disabled", severity: "purge" }]);
    const pasted = `POST https://kv-fabrikam-cja.vault.azure.net/keys/adobe-cmk/wrapkey\n${text}`;
    expect((await decode(pasted)).errors).toMatchObject([
      {
        steps: [{ part: "cja", step: "key" }],
        script:
          "az keyvault key set-attributes --subscription 8f0e2b7a-2222-4c1d-9a6e-000000000002 --vault-name kv-fabrikam-cja --name adobe-cmk --enabled true",
      },
    ]);
  });
});

describe("a step that failed", () => {
  it("says in the reader’s language what a missing right means, and whose move it is", async () => {
    const browser = people["admin2@contoso"];
    const step = `/api/v1/orgs/${ids.Contoso}/setup/aep/steps`;
    const call = async (path: string, body: object | undefined, headers: Record<string, string> = {}) =>
      (await (await running.call("POST", `${step}/${path}`, { browser, body, headers })).json()) as StepView;
    await call("entitlement/check", {});
    await call("entitlement/statements", { reference: "ORDER-1" });
    const vault = await call("vault/check", {});
    await call("vault/apply", { planHash: vault.plan?.hash }, { "idempotency-key": randomUUID() });
    const { plan } = await call("key/check", {});
    const view = await call(
      "key/apply",
      { planHash: plan?.hash },
      { "idempotency-key": randomUUID(), "accept-language": "fr" },
    );
    expect(view.step.outcome.kind).toBe("failed");
    expect(view.decoding?.errors).toMatchObject([
      {
        rule: "authorization-failed",
        title: "Il manque un droit dans Azure.",
        move: "À agir\u00a0: le propriétaire du coffre.",
        evidence: expect.arrayContaining([
          expect.objectContaining({ id: "action", value: "Microsoft.Authorization/roleAssignments/write" }),
        ]),
      },
    ]);
    expect(view.decoding?.redacted).toContain("Request id:");
  });
});

describe("who may ask, and what is kept", () => {
  it("answers admins and support, not leaders", async () => {
    expect((await ask("AADSTS65001: no consent", {})).status).toBe(200);
    expect((await ask("AADSTS65001: no consent", { as: "admin@contoso" })).status).toBe(200);
    expect((await ask("AADSTS65001: no consent", { as: "leader@contoso" })).status).toBe(403);
    expect((await ask("AADSTS65001: no consent", { as: "leader@contoso", org: ids.Contoso })).status).toBe(
      403,
    );
  });
  it("compares with no organisation of somebody else’s", async () => {
    expect((await ask("x", { as: "admin@contoso", org: ids.Fabrikam })).status).toBe(404);
  });
  it("speaks the reader’s language: the cookie first, then the browser’s list", async () => {
    const title = async (headers: Record<string, string>) =>
      (await decode("AADSTS65001: no consent", { headers })).errors[0]?.title;
    expect(await title({ "accept-language": "fr-FR,fr;q=0.9" })).toBe(
      "Le consentement n’a pas encore été donné.",
    );
    expect(await title({ "accept-language": "de" })).toBe("Consent has not been given yet.");
  });
  it("names the field of a text that is empty or too long, and takes the longest one", async () => {
    const fields = async (text: unknown) => {
      const answer = await ask(text, {});
      return [answer.status, ((await answer.json()) as { fields?: unknown }).fields];
    };
    expect(await fields("x".repeat(30_001))).toEqual([422, [{ field: "text", reason: "too-long" }]]);
    expect(await fields(" \n ")).toEqual([422, [{ field: "text", reason: "nothing" }]]);
    expect((await fields("x".repeat(70_000)))[0]).toBe(413);
    expect((await fields("x".repeat(30_000)))[0]).toBe(200);
  });
  it("keeps an unknown error raw, without its secrets, and stores nothing of it", async () => {
    const trail = async () =>
      (await (
        await running.call("GET", `/api/v1/orgs/${ids.Fabrikam}/audit`, {
          browser: people["support@contoso"],
        })
      ).json()) as Page<unknown>;
    const before = await trail();
    const view = await decode(
      '{"error":{"code":"NeverHeardOf","message":"client_secret=hush-hush-hush"}}\nfor ada@contoso.example',
    );
    expect(view.errors).toMatchObject([
      { rule: null, code: "NeverHeardOf", severity: "obstacle", script: null },
    ]);
    expect(view.redacted).toBe(
      '{"error":{"code":"NeverHeardOf","message":"client_secret=[removed]"}}\nfor [removed]@contoso.example',
    );
    expect(await trail()).toEqual(before);
  });
});
