import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ADOBE_MONITOR_ADDRESS, AZURE_ROLES } from "@/lib/cmk/ids";
import { APPS, TENANTS } from "@/sandbox/seed/names";
import {
  type AzureWorld,
  deviations,
  MAKE,
  makeKey,
  NEW,
  NEW_ID,
  SUBSCRIPTION,
  startAzureWorld,
  VAULT_URI,
} from "@/test/azure-world";
import { failureOf } from "@/test/failure-of";
import { addFault } from "@/test/faults";
import { createDirectoryClient } from "./directory-client";

let world: AzureWorld;
beforeAll(async () => {
  world = await startAzureWorld();
});
afterAll(() => world?.sandbox.stop());

test("a subscription that never had a vault refuses one until Key Vault is registered in it", async () => {
  const subscription = world.sandbox.world.state.subscriptions.find(({ id }) => id === SUBSCRIPTION);
  if (!subscription) throw new Error("Contoso has no subscription.");
  const { registeredProviders } = subscription;
  subscription.registeredProviders = ["Microsoft.Insights"];
  const asked = { subscriptionId: SUBSCRIPTION, namespace: "Microsoft.KeyVault" } as const;
  const vault = {
    ...NEW,
    resourceGroup: "rg-shared",
    name: "kv-contoso-first",
    tenantId: TENANTS.contoso,
    sku: "standard" as const,
    retentionDays: 90,
    ipRules: [ADOBE_MONITOR_ADDRESS],
  };
  const create = () => world.admin.createVault({ op: "create-vault", ...vault });
  expect(await world.admin.isProviderRegistered(SUBSCRIPTION, asked.namespace)).toBe(false);
  expect(await failureOf(create())).toMatchObject({ code: "MissingSubscriptionRegistration" });
  await world.admin.registerProvider({ op: "register-provider", ...asked });
  await world.admin.registerProvider({ op: "register-provider", ...asked });
  expect(await world.admin.isProviderRegistered(SUBSCRIPTION, asked.namespace)).toBe(true);
  expect(subscription.registeredProviders).toEqual(["Microsoft.Insights", "Microsoft.KeyVault"]);
  subscription.registeredProviders = registeredProviders;
});

describe("from nothing to a key", () => {
  const { group, vault, role, key } = MAKE;

  test("resource group and vault, both twice", async () => {
    expect(await world.admin.resourceGroupExists(SUBSCRIPTION, NEW.resourceGroup)).toBe(false);
    await world.admin.createResourceGroup(group);
    await world.admin.createResourceGroup({ ...group, location: "northeurope" });
    expect(await world.admin.resourceGroupExists(SUBSCRIPTION, NEW.resourceGroup)).toBe(true);
    await world.admin.createVault(vault);
    await world.admin.createVault({ ...vault, sku: "standard", ipRules: [] });
    expect(await world.admin.getVault(SUBSCRIPTION, NEW.resourceGroup, NEW.name)).toEqual({
      exists: true,
      id: NEW_ID,
      name: NEW.name,
      resourceGroup: NEW.resourceGroup,
      subscriptionId: SUBSCRIPTION,
      location: "westeurope",
      tenantId: TENANTS.contoso,
      uri: VAULT_URI,
      sku: "premium",
      softDelete: true,
      retentionDays: 90,
      purgeProtection: true,
      rbac: true,
      provisioningState: "Succeeded",
      publicNetworkAccess: "Enabled",
      defaultAction: "Deny",
      bypassAzureServices: true,
      ipRules: [expect.stringMatching(/^20\.88\.123\.53(\/32)?$/)],
      virtualNetworkRules: 0,
      privateEndpoints: 0,
      legacyUses: [],
      accessPolicies: 0,
      createdOn: expect.stringMatching(/Z$/),
      modifiedOn: expect.stringMatching(/Z$/),
    });
  });

  test("a name that another organisation has is a conflict", async () => {
    expect(await failureOf(world.admin.createVault({ ...vault, name: "kv-fabrikam-aep" }))).toMatchObject({
      kind: "conflict",
      code: "VaultAlreadyExists",
    });
  });

  test("the role, twice, and then the key, twice", async () => {
    expect(await failureOf(world.admin.createKey(key))).toMatchObject({
      kind: "refused",
      code: "ForbiddenByRbac",
    });
    await world.admin.assignRole({ ...role, principalId: world.adminId });
    await world.admin.assignRole({ ...role, principalId: world.adminId });
    const [assigned, ...more] = await world.admin.listRoleAssignments(NEW_ID, world.adminId);
    const own = [assigned, ...more].filter((entry) => entry?.scope.toLowerCase() === NEW_ID.toLowerCase());
    expect(own).toMatchObject([
      { roleDefinitionId: AZURE_ROLES.keyVaultCryptoOfficer, principalId: world.adminId, condition: null },
    ]);
    expect([assigned, ...more].length).toBeGreaterThan(1); // Owner is inherited from the subscription
    expect(own[0]?.createdOn).toMatch(/^\d{4}-.*Z$/);

    await makeKey(world);
    const made = await world.admin.getKey(NEW_ID, key.name);
    await world.admin.createKey({ ...key, size: 4096 });
    expect(await world.admin.getKey(NEW_ID, key.name)).toEqual(made);
    expect(made).toMatchObject({
      vaultUri: VAULT_URI,
      name: key.name,
      identifier: `${VAULT_URI}keys/${key.name}`,
      type: "RSA-HSM",
      size: 3072,
      operations: ["wrapKey", "unwrapKey"],
      enabled: true,
      notBefore: null,
      expires: null,
      recoveryLevel: "Recoverable",
      rotates: "P18M",
    });
    expect(await world.admin.listKeyNames(NEW_ID)).toEqual([key.name]);
  });

  test("without the right, assigning is refused", async () => {
    expect(await failureOf(world.second.assignRole({ ...role, principalId: world.adminId }))).toMatchObject({
      kind: "refused",
      code: "AuthorizationFailed",
    });
  });

  test("a principal that was just made is waited for", async () => {
    const directory = createDirectoryClient({
      credential: world.adminCredential,
      tenantId: TENANTS.contoso,
      graphUrl: "https://graph.microsoft.com",
    });
    const { objectId } = await directory.createServicePrincipal(APPS.cmkContoso);
    const give = {
      ...role,
      roleDefinitionId: AZURE_ROLES.keyVaultCryptoServiceEncryptionUser,
      principalType: "ServicePrincipal" as const,
    };
    const body = JSON.stringify({
      error: { code: "PrincipalNotFound", message: "Principal does not exist in the directory." },
    });
    addFault(world.sandbox, {
      kind: "status",
      host: "management.azure.com",
      method: "PUT",
      status: 400,
      body,
      remaining: 1,
    });
    await world.admin.assignRole({ ...give, principalId: objectId });
    expect(world.sandbox.world.state.faults).toEqual([]);
    expect(await world.admin.listRoleAssignments(NEW_ID, objectId)).toMatchObject([
      { scope: NEW_ID, principalId: objectId },
    ]);
  });

  test("all assignments in effect are listed, those below are not", async () => {
    const atVault = await world.admin.listRoleAssignments(NEW_ID);
    const atSubscription = await world.admin.listRoleAssignments(
      `/subscriptions/${SUBSCRIPTION}`,
      world.adminId,
    );
    expect(atVault.length).toBeGreaterThan(1);
    expect(atSubscription.map((entry) => entry.scope.toLowerCase())).toEqual([
      `/subscriptions/${SUBSCRIPTION}`,
    ]);
  });
});

test("all of this was as Microsoft's API documents say", () => {
  const { checked, problems } = deviations(world);
  expect(checked).toBeGreaterThan(15);
  expect(problems).toEqual([]);
});
