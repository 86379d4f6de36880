import { KeyClient } from "@azure/keyvault-keys";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Actor, clientOptions, credentialFor, rawCaller, tokenFor } from "../arm/test-clients";
import type { World } from "../core/types";
import { ROLE_IDS } from "../rbac/built-in-roles";
import { APPS, TENANTS } from "../seed/names";
import { type Sandbox, startSandbox } from "../start";

let sandbox: Sandbox;
let client: KeyClient;
const TOOLS: Actor = { appId: APPS.tools, tenantId: TENANTS.contoso };
const ADMIN: Actor = { upn: "admin@contoso.example" };
const READY = "https://kv-contoso-ready.vault.azure.net";

beforeAll(async () => {
  sandbox = await startSandbox({ memory: true });
});
beforeEach(() => {
  sandbox.world.reset();
  client = keyClient(TOOLS, READY);
});
afterAll(() => sandbox.stop());

function keyClient(actor: Actor, vault: string): KeyClient {
  return new KeyClient(vault, credentialFor(sandbox.world, actor), clientOptions(sandbox));
}

function forward(milliseconds: number): void {
  sandbox.world.state.settings.clockOffsetMs += milliseconds;
}

function vaultOf(world: World, name: string) {
  const vault = world.state.vaults.find((one) => one.name === name);
  if (!vault) throw new Error(`no vault ${name}`);
  return vault;
}

describe("who gets in", () => {
  it("challenges first, and names the tenant of the vault", async () => {
    const reply = await rawCaller(sandbox)("GET", `${READY}/keys?api-version=7.5`);
    expect(reply.status).toBe(401);
    expect(reply.headers.get("www-authenticate")).toBe(
      `Bearer authorization="https://login.microsoftonline.com/${TENANTS.contoso}", resource="https://vault.azure.net"`,
    );
    const foreign = tokenFor(sandbox.world, { upn: "admin@fabrikam.example" }, "https://vault.azure.net");
    const wrong = await rawCaller(sandbox)("GET", `${READY}/keys?api-version=7.5`, foreign);
    expect(wrong.body).toMatchObject({ error: { message: expect.stringContaining("AKV10032") } });
  });

  it("keeps Owner out until a data role took effect", async () => {
    const owner = keyClient(ADMIN, READY);
    await expect(owner.createEcKey("k")).rejects.toMatchObject({
      statusCode: 403,
      message: expect.stringMatching(
        /not authorized to perform action on resource\.\r\n.*\r\nCaller: appid=/,
      ),
      details: { error: { innerError: { code: "ForbiddenByRbac" } } },
    });
    const { state, now } = sandbox.world;
    const account = state.accounts.find((one) => one.upn === "admin@contoso.example");
    const [some] = state.roleAssignments;
    if (!account || !some) throw new Error("seed without the administrator");
    const effectiveAt = new Date(now().getTime() + 60_000).toISOString();
    const roleDefinitionId = ROLE_IDS.keyVaultCryptoOfficer;
    state.roleAssignments.push({
      ...some,
      id: "3",
      roleDefinitionId,
      principalId: account.objectId,
      effectiveAt,
    });
    await expect(owner.createEcKey("k")).rejects.toMatchObject({ statusCode: 403 });
    forward(61_000);
    expect((await owner.createEcKey("k")).name).toBe("k");
  });

  it("knows access policies on a vault without RBAC", async () => {
    const vault = vaultOf(sandbox.world, "kv-contoso-ready");
    vault.enableRbacAuthorization = null;
    const account = sandbox.world.state.accounts.find((one) => one.upn === "admin@contoso.example");
    const permissions = { keys: ["Create"] };
    vault.accessPolicies = [{ tenantId: TENANTS.contoso, objectId: account?.objectId, permissions }];
    await keyClient(ADMIN, READY).createEcKey("k");
    await expect(keyClient(ADMIN, READY).getKey("k")).rejects.toMatchObject({
      details: { error: { innerError: { code: "AccessDenied" } } },
    });
  });

  it("closes and opens by the firewall, after its delay", async () => {
    const { settings } = sandbox.world.state;
    const vault = vaultOf(sandbox.world, "kv-contoso-ready");
    const inner = async () => {
      const failure = await client.getKey("none").catch((error: unknown) => error);
      const { details, code } = failure as {
        code: string;
        details?: { error?: { innerError?: { code: string } } };
      };
      return details?.error?.innerError?.code ?? code;
    };
    const close = (rules: Partial<typeof vault>) => {
      const { publicNetworkAccess, networkAcls } = vault;
      vault.networkBefore = { publicNetworkAccess, networkAcls };
      Object.assign(vault, { networkChangedAt: sandbox.world.now().toISOString(), ...rules });
    };
    const deny = {
      bypass: "AzureServices" as const,
      defaultAction: "Deny" as const,
      virtualNetworkRules: [],
    };
    settings.firewallDelayMs = 60_000;
    close({ networkAcls: { ...deny, ipRules: [] } });
    expect(await inner()).toBe("KeyNotFound");
    forward(61_000);
    expect(await inner()).toBe("ForbiddenByFirewall");
    settings.firewallDelayMs = 0;
    close({ networkAcls: { ...deny, ipRules: [{ value: "203.0.113.0/24" }] } });
    expect(await inner()).toBe("KeyNotFound");
    close({ publicNetworkAccess: "Disabled" });
    expect(await inner()).toBe("ForbiddenByConnection");
  });

  it("does not resolve a vault that is not there, deleted or not registered yet", async () => {
    const get = rawCaller(sandbox);
    const vault = vaultOf(sandbox.world, "kv-contoso-ready");
    vault.readyAt = new Date(Date.now() + 60_000).toISOString();
    const nowhere = "https://kv-nowhere.vault.azure.net/keys?api-version=7.5";
    expect((await get("GET", nowhere)).status).toBe(502);
    expect((await get("GET", `${READY}/keys?api-version=7.5`)).status).toBe(502);
    forward(61_000);
    expect((await get("GET", `${READY}/keys?api-version=7.5`)).status).toBe(401);
  });

  it("throttles creation, and says when to come again", async () => {
    const token = tokenFor(sandbox.world, TOOLS, "https://vault.azure.net");
    const call = rawCaller(sandbox);
    const statuses = [];
    for (let index = 0; index < 21; index++) {
      const url = `${READY}/keys/k${index}/create?api-version=7.5`;
      const reply = await call("POST", url, token, { kty: "EC" });
      statuses.push(reply.status);
      if (reply.status === 429) expect(Number(reply.headers.get("retry-after"))).toBeGreaterThan(0);
    }
    expect(statuses.filter((status) => status === 200)).toHaveLength(20);
    expect(statuses.at(-1)).toBe(429);
  });
});
