import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { vaultResourceId } from "@/lib/cmk/ids";
import { SUBSCRIPTIONS, TENANTS } from "@/sandbox/seed/names";
import { type AzureWorld, deviations, SHARED, SUBSCRIPTION, startAzureWorld } from "@/test/azure-world";
import { failureOf } from "@/test/failure-of";

let world: AzureWorld;
beforeAll(async () => {
  world = await startAzureWorld();
});
afterAll(() => world?.sandbox.stop());

describe("reading", () => {
  test("subscriptions", async () => {
    const own = { id: SUBSCRIPTION, name: "Contoso Production", tenantId: TENANTS.contoso, state: "Enabled" };
    expect(await world.admin.listSubscriptions()).toEqual([own]);
    expect(await world.admin.getSubscription(SUBSCRIPTION)).toEqual(own);
    expect(await world.admin.getSubscription("8f0e2b7a-9999-4c1d-9a6e-000000000009")).toBeNull();
    const foreign = await world.admin
      .getSubscription(SUBSCRIPTIONS.fabrikam)
      .catch((error: unknown) => failureOf(Promise.reject(error)));
    expect(
      foreign === null || ("code" in foreign && foreign.code === "InvalidAuthenticationTokenTenant"),
    ).toBe(true);
  });

  test("vaults, with what Azure leaves out left open", async () => {
    const vaults = await world.admin.listVaults(SUBSCRIPTION);
    expect(vaults.map((vault) => vault.name)).toEqual(
      expect.arrayContaining(["kv-contoso-shared", "kv-contoso-weak", "kv-contoso-ready"]),
    );
    expect(await world.admin.getVault(SUBSCRIPTION, "rg-shared", "kv-contoso-shared")).toMatchObject({
      id: SHARED,
      uri: "https://kv-contoso-shared.vault.azure.net/",
      tenantId: TENANTS.contoso,
      resourceGroup: "rg-shared",
      purgeProtection: null,
      provisioningState: "Succeeded",
    });
    expect(await world.admin.getVault(SUBSCRIPTION, "rg-shared", "kv-contoso-weak")).toMatchObject({
      purgeProtection: true,
      defaultAction: "Deny",
      bypassAzureServices: false,
    });
    expect(await world.admin.getVault(SUBSCRIPTION, "rg-shared", "kv-not-there")).toBeNull();
    expect(await world.admin.getVault(SUBSCRIPTION, "rg-not-there", "kv-not-there")).toBeNull();
    expect(await world.admin.getDeletedVault(SUBSCRIPTION, "westeurope", "kv-not-there")).toBeNull();
  });

  test("names of vaults", async () => {
    expect(await world.admin.checkVaultName(SUBSCRIPTION, "kv-surely-free-name")).toEqual({
      available: true,
      reason: null,
      message: null,
    });
    expect(await world.admin.checkVaultName(SUBSCRIPTION, "kv-fabrikam-aep")).toMatchObject({
      available: false,
      reason: "taken",
    });
    expect(await world.admin.checkVaultName(SUBSCRIPTION, "1--")).toMatchObject({
      available: false,
      reason: "invalid",
    });
  });

  test("the watching identity reads keys, and may change nothing", async () => {
    expect(await world.watcher.listKeyNames(SHARED)).toEqual(
      expect.arrayContaining(["app-signing", "backup", "tokens"]),
    );
    const [rsa, ec] = await Promise.all([
      world.watcher.getKey(SHARED, "app-signing"),
      world.watcher.getKey(SHARED, "tokens"),
    ]);
    expect(rsa).toMatchObject({
      type: "RSA",
      size: 2048,
      enabled: true,
      identifier: "https://kv-contoso-shared.vault.azure.net/keys/app-signing",
    });
    expect(rsa?.version).toMatch(/^[0-9a-f]{32}$/);
    expect(ec).toMatchObject({ type: "EC", size: null });
    expect(await world.watcher.getKey(SHARED, "none")).toBeNull();
    expect(
      await world.watcher.getKey(vaultResourceId(SUBSCRIPTION, "rg-shared", "kv-none"), "none"),
    ).toBeNull();
    expect(
      await failureOf(
        world.watcher.createResourceGroup({
          op: "create-resource-group",
          subscriptionId: SUBSCRIPTION,
          name: "rg-x",
          location: "westeurope",
        }),
      ),
    ).toMatchObject({
      vendor: "azure",
      kind: "refused",
      status: 403,
      code: "AuthorizationFailed",
      retryable: false,
      requestId: expect.any(String),
    });
  });

  test("an owner without a data role may not read keys", async () => {
    expect(await failureOf(world.second.getKey(SHARED, "app-signing"))).toMatchObject({
      kind: "refused",
      code: "ForbiddenByRbac",
      status: 400,
    });
  });

  test("what a person may do", async () => {
    const scopes = [
      `/subscriptions/${SUBSCRIPTION}`,
      `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-shared`,
      SHARED,
    ];
    for (const scope of scopes) {
      const owner = await world.admin.listPermissions(scope);
      const contributor = await world.second.listPermissions(scope);
      expect(owner.allowsAction("Microsoft.Authorization/roleAssignments/write")).toBe(true);
      expect(contributor.allowsAction("Microsoft.Authorization/roleAssignments/write")).toBe(false);
      expect(contributor.allowsAction("Microsoft.KeyVault/vaults/write")).toBe(true);
      expect(owner.allowsDataAction("Microsoft.KeyVault/vaults/keys/create/action")).toBe(false);
    }
  });

  test("a scope or vault id that is none is refused before anything is sent", async () => {
    expect(await failureOf(world.admin.listPermissions("/"))).toMatchObject({ kind: "invalid" });
    expect(await failureOf(world.admin.listKeyNames("/subscriptions/x"))).toMatchObject({ kind: "invalid" });
    expect(await failureOf(world.admin.getDeletedKey("https://evil.example/", "a"))).toMatchObject({
      kind: "invalid",
      code: "NotAVault",
    });
    expect(
      await failureOf(world.admin.getDeletedKey("https://a.vault.azure.net.evil.example/", "a")),
    ).toMatchObject({ code: "NotAVault" });
  });
});

test("all of this was as Microsoft's API documents say", () => {
  const { checked, problems } = deviations(world);
  expect(checked).toBeGreaterThan(15);
  expect(problems).toEqual([]);
});
