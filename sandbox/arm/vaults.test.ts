import { KeyVaultManagementClient } from "@azure/arm-keyvault";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { SUBSCRIPTIONS, TENANTS } from "../seed/names";
import { type Sandbox, startSandbox } from "../start";
import { clientOptions, credentialFor, rawCaller, tokenFor } from "./test-clients";

let sandbox: Sandbox;
let client: KeyVaultManagementClient;
const ADMIN = { upn: "admin@contoso.example" };
const GROUP = "rg-shared";

beforeAll(async () => {
  sandbox = await startSandbox({ memory: true, settings: { dnsDelayMs: 300 } });
  client = new KeyVaultManagementClient(
    credentialFor(sandbox.world, ADMIN),
    SUBSCRIPTIONS.contoso,
    clientOptions(sandbox),
  );
});
beforeEach(() => sandbox.world.reset());
afterAll(() => sandbox.stop());

function body(properties: object = {}) {
  return {
    location: "westeurope",
    properties: {
      tenantId: TENANTS.contoso,
      sku: { family: "A" as const, name: "standard" as const },
      ...properties,
    },
  };
}

function create(name: string, properties: object = {}) {
  return client.vaults.createOrUpdate(GROUP, name, body(properties), { updateIntervalInMs: 50 });
}

describe("creating", () => {
  it("registers the name first, then succeeds, with Azure RBAC unless told otherwise", async () => {
    const call = rawCaller(sandbox);
    const token = tokenFor(sandbox.world, ADMIN, "https://management.azure.com");
    const url =
      `https://management.azure.com/subscriptions/${SUBSCRIPTIONS.contoso}/resourceGroups/${GROUP}` +
      "/providers/Microsoft.KeyVault/vaults/kv-raw?api-version=2026-02-01";
    const fresh = await call("PUT", url, token, body());
    expect(fresh.status).toBe(200);
    expect(fresh.headers.get("location")).toBeNull();
    expect(fresh.body?.properties).toMatchObject({
      provisioningState: "RegisteringDns",
      vaultUri: "https://kv-raw.vault.azure.net",
      enableRbacAuthorization: true,
    });
    expect(fresh.body?.properties).not.toHaveProperty("enablePurgeProtection");
    const again = await call("GET", url, token);
    expect(again.body?.properties).toMatchObject({ vaultUri: "https://kv-raw.vault.azure.net/" });
    const old = url.replace("kv-raw", "kv-old").replace("2026-02-01", "2023-07-01");
    const policies = await call("PUT", old, token, body({ accessPolicies: [] }));
    expect(policies.body?.properties).not.toHaveProperty("enableRbacAuthorization");
  });

  it("is waited for by the SDK", async () => {
    const vault = await create("kv-sdk-one", { enablePurgeProtection: true });
    expect(vault.properties).toMatchObject({
      provisioningState: "Succeeded",
      enablePurgeProtection: true,
      enableSoftDelete: true,
      softDeleteRetentionInDays: 90,
      publicNetworkAccess: "Enabled",
    });
    expect(vault.systemData?.createdBy).toBe("admin@contoso.example");
  });

  it.each([
    ["1bad", {}, 400, "VaultNameNotValid"],
    ["bad--name", {}, 400, "VaultNameNotValid"],
    ["kv-retention", { softDeleteRetentionInDays: 5 }, 400, "BadRequest"],
    ["kv-softdelete", { enableSoftDelete: false }, 400, "BadRequest"],
    ["kv-purge", { enablePurgeProtection: false }, 400, "BadRequest"],
    ["kv-private", { networkAcls: { ipRules: [{ value: "10.0.0.0/8" }] } }, 400, "BadRequest"],
    ["kv-six", { networkAcls: { ipRules: [{ value: "2001:db8::1" }] } }, 400, "BadRequest"],
    ["kv-fabrikam-aep", {}, 409, "VaultAlreadyExists"],
  ])("refuses %s %o with %i %s", async (name, properties, statusCode, code) => {
    await expect(create(name, properties)).rejects.toMatchObject({ statusCode, code });
  });

  it("tells which names are free", async () => {
    const ask = (name: string) =>
      client.vaults.checkNameAvailability({ name, type: "Microsoft.KeyVault/vaults" });
    expect(await ask("kv-quite-free")).toMatchObject({ nameAvailable: true });
    expect(await ask("KV-FABRIKAM-AEP")).toMatchObject({ nameAvailable: false, reason: "AlreadyExists" });
    expect(await ask("x")).toMatchObject({ nameAvailable: false, reason: "AccountNameInvalid" });
  });
});

describe("changing", () => {
  it("cannot take back what is irreversible", async () => {
    const update = (properties: object) => client.vaults.update(GROUP, "kv-contoso-ready", { properties });
    await expect(update({ enablePurgeProtection: false })).rejects.toMatchObject({ code: "BadRequest" });
    await expect(update({ softDeleteRetentionInDays: 30 })).rejects.toThrow(
      /already and it can't be modified/,
    );
    const vault = await update({
      networkAcls: { defaultAction: "Deny", ipRules: [{ value: "20.88.123.53" }] },
    });
    expect(vault.properties.networkAcls).toMatchObject({
      bypass: "AzureServices",
      ipRules: [{ value: "20.88.123.53/32" }],
    });
    expect(vault.properties.enableRbacAuthorization).toBe(true);
  });

  it("lets only those who may assign roles change the permission model", async () => {
    const second = new KeyVaultManagementClient(
      credentialFor(sandbox.world, { upn: "admin2@contoso.example" }),
      SUBSCRIPTIONS.contoso,
      clientOptions(sandbox),
    );
    const change = { properties: { enableRbacAuthorization: false } };
    await expect(second.vaults.update(GROUP, "kv-contoso-ready", change)).rejects.toMatchObject({
      statusCode: 403,
    });
    const vault = await client.vaults.update(GROUP, "kv-contoso-ready", change);
    expect(vault.properties.enableRbacAuthorization).toBe(false);
  });
});

describe("deleting", () => {
  it("keeps the name until recovered, and loses the role assignments", async () => {
    const { state } = sandbox.world;
    const scope = `/subscriptions/${SUBSCRIPTIONS.contoso}/resourceGroups/${GROUP}/providers/Microsoft.KeyVault/vaults/kv-contoso-ready`;
    const [some] = state.roleAssignments;
    if (some) state.roleAssignments.push({ ...some, id: "1".repeat(36), scope });
    await client.vaults.delete(GROUP, "kv-contoso-ready");
    expect(state.roleAssignments.some((one) => one.scope === scope)).toBe(false);
    const deleted = await client.vaults.getDeleted("kv-contoso-ready", "westeurope");
    expect(deleted.properties).toMatchObject({ vaultId: scope, purgeProtectionEnabled: true });
    await expect(create("kv-contoso-ready")).rejects.toMatchObject({
      statusCode: 409,
      code: "ConflictError",
    });
    await expect(client.vaults.purgeDeleted("kv-contoso-ready", "westeurope")).rejects.toThrow(
      /purge protection/,
    );
    const back = await create("kv-contoso-ready", { createMode: "recover" });
    expect(back.properties.enablePurgeProtection).toBe(true);
    await expect(create("kv-contoso-ready", { createMode: "recover" })).rejects.toMatchObject({
      code: "SoftDeletedVaultDoesNotExist",
    });
  });

  it("purges one without purge protection, and by itself once the retention is over", async () => {
    await client.vaults.delete(GROUP, "kv-contoso-shared");
    await client.vaults.purgeDeleted("kv-contoso-shared", "westeurope", { updateIntervalInMs: 50 });
    expect(sandbox.world.state.keys.some((key) => key.vaultName === "kv-contoso-shared")).toBe(false);
    await client.vaults.delete(GROUP, "kv-contoso-weak");
    sandbox.world.state.settings.clockOffsetMs = 91 * 86_400_000;
    const names = [];
    for await (const vault of client.vaults.listDeleted()) names.push(vault.name);
    expect(names).toEqual([]);
  });

  it("is refused while a lock is on", async () => {
    const fabrikam = new KeyVaultManagementClient(
      credentialFor(sandbox.world, { upn: "admin@fabrikam.example" }),
      SUBSCRIPTIONS.fabrikam,
      clientOptions(sandbox),
    );
    await expect(fabrikam.vaults.delete("rg-cmk", "kv-fabrikam-aep")).rejects.toMatchObject({
      statusCode: 409,
      code: "ScopeLocked",
    });
  });
});

describe("listing", () => {
  it("pages by $top and shows only what the caller may read", async () => {
    const names: string[] = [];
    for await (const vault of client.vaults.listBySubscription({ top: 1 })) names.push(vault.name ?? "");
    expect(names.sort()).toEqual(["kv-contoso-ready", "kv-contoso-shared", "kv-contoso-weak"]);
    const legacy = [];
    for await (const resource of client.vaults.list()) legacy.push(resource.name);
    expect(legacy).toHaveLength(3);
  });
});

describe("keys of the control plane", () => {
  const make = (keySize?: number) =>
    client.keys.createIfNotExist(GROUP, "kv-contoso-ready", "adobe-cmk", {
      properties: { kty: "RSA", keySize },
    });

  it("need a data role on an RBAC vault, and make the first version only", async () => {
    await expect(make(3072)).rejects.toMatchObject({ statusCode: 400, code: "ForbiddenByRbac" });
    const { state } = sandbox.world;
    const owner = state.roleAssignments.find((one) => one.scope.endsWith(SUBSCRIPTIONS.contoso));
    if (owner) {
      const roleDefinitionId = "14b46e9e-c2b7-41b4-b07b-48a6ebf60603";
      state.roleAssignments.push({ ...owner, id: "2".repeat(36), roleDefinitionId });
    }
    const key = await make(3072);
    expect(key).toMatchObject({
      keySize: 3072,
      keyUri: "https://kv-contoso-ready.vault.azure.net/keys/adobe-cmk",
    });
    const again = await make(4096);
    expect(again.keyUriWithVersion).toBe(key.keyUriWithVersion);
    const versions = [];
    for await (const version of client.keys.listVersions(GROUP, "kv-contoso-ready", "adobe-cmk"))
      versions.push(version);
    expect(versions).toHaveLength(1);
  });
});
