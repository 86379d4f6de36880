import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ADOBE_MONITOR_ADDRESS, vaultResourceId } from "@/lib/cmk/ids";
import {
  type AzureWorld,
  deviations,
  MAKE,
  makeKey,
  NEW,
  NEW_ID,
  SHARED,
  SUBSCRIPTION,
  startAzureWorld,
  VAULT_URI,
} from "@/test/azure-world";
import { failureOf } from "@/test/failure-of";

const WEAK = vaultResourceId(SUBSCRIPTION, "rg-shared", "kv-contoso-weak");
const NAME = MAKE.key.name;

let world: AzureWorld;
beforeAll(async () => {
  world = await startAzureWorld();
  const { admin, adminId } = world;
  await admin.createResourceGroup(MAKE.group);
  await admin.createVault(MAKE.vault);
  await admin.assignRole({ ...MAKE.role, principalId: adminId });
  await makeKey(world);
});
afterAll(() => world?.sandbox.stop());

describe("mending", () => {
  const update = { op: "update-vault", name: "", before: {} } as const;

  test("a vault gets what is missing and keeps the rest", async () => {
    const before = await world.admin.getVault(SUBSCRIPTION, "rg-shared", "kv-contoso-weak");
    await world.admin.updateVault({
      ...update,
      vaultId: WEAK,
      settings: { bypassAzureServices: true, ipRules: [...(before?.ipRules ?? []), ADOBE_MONITOR_ADDRESS] },
    });
    const after = await world.admin.getVault(SUBSCRIPTION, "rg-shared", "kv-contoso-weak");
    expect(after).toMatchObject({
      ...before,
      bypassAzureServices: true,
      ipRules: expect.any(Array),
      modifiedOn: expect.any(String),
    });
    expect(after?.ipRules.length).toBe((before?.ipRules.length ?? 0) + 1);
    await world.admin.updateVault({
      ...update,
      vaultId: SHARED,
      settings: { purgeProtection: true, rbac: true, softDelete: true },
    });
    expect(await world.admin.getVault(SUBSCRIPTION, "rg-shared", "kv-contoso-shared")).toMatchObject({
      purgeProtection: true,
      rbac: true,
      softDelete: true,
    });
  });

  test("what holds already is not written again", async () => {
    const writes = () =>
      world.sandbox.log
        .since(0)
        .filter((entry) => entry.method === "PATCH" && entry.host === "management.azure.com").length;
    const before = writes();
    await world.admin.updateVault({
      ...update,
      vaultId: SHARED,
      settings: { purgeProtection: true, rbac: true },
    });
    expect(writes()).toBe(before);
  });

  test("a vault that is gone is absent", async () => {
    const vaultId = vaultResourceId(SUBSCRIPTION, "rg-shared", "kv-gone");
    expect(
      await failureOf(world.admin.updateVault({ ...update, vaultId, settings: { rbac: true } })),
    ).toMatchObject({ kind: "absent" });
  });

  test("the firewall keeps key changes out, until it lets us in", async () => {
    const found = await world.admin.getKey(NEW_ID, NAME);
    const change = {
      op: "update-key",
      vaultId: NEW_ID,
      vaultUri: VAULT_URI,
      name: NAME,
      version: found?.version ?? "",
      before: {},
    } as const;
    expect(await failureOf(world.admin.updateKey({ ...change, enabled: true }))).toMatchObject({
      vendor: "key-vault",
      kind: "blocked",
      code: "ForbiddenByFirewall",
    });
    expect(await world.admin.getDeletedKey(VAULT_URI, NAME)).toEqual({
      softDeleted: null,
      hidden: "ForbiddenByFirewall",
    });
    await world.admin.updateVault({ ...update, vaultId: NEW_ID, settings: { defaultAction: "Allow" } });

    const version = world.sandbox.world.state.keys.find((one) => one.vaultName === NEW.name)?.versions[0];
    if (!version) throw new Error("no version");
    Object.assign(version, {
      enabled: false,
      ops: ["sign"],
      notBefore: new Date(Date.now() + 86_400_000).toISOString(),
    });
    await world.admin.updateKey({
      ...change,
      enabled: true,
      operations: ["sign", "wrapKey", "unwrapKey"],
      notBefore: null,
    });
    const mended = await world.admin.getKey(NEW_ID, NAME);
    expect(mended).toMatchObject({ enabled: true, operations: ["sign", "wrapKey", "unwrapKey"] });
    expect(Date.parse(mended?.notBefore ?? "")).toBeLessThan(Date.now());
    expect(await world.admin.getDeletedKey(VAULT_URI, NAME)).toEqual({ softDeleted: null, hidden: null });
  });

  test("an expiry is moved, a policy replaced, and a key rotated once however often it is asked", async () => {
    const before = await world.admin.getKey(NEW_ID, NAME);
    const version = before?.version ?? "";
    const key = { vaultId: NEW_ID, vaultUri: VAULT_URI, name: NAME };
    const expires = new Date(Math.floor(Date.now() / 1000 + 90 * 86_400) * 1000).toISOString();
    await world.admin.updateKey({ ...key, op: "update-key", version, before: {}, expires });
    const policy = { rotateAfter: "P18M", rotateBefore: null, notifyBefore: "P30D", expiryTime: "P2Y" };
    await world.admin.setRotationPolicy({ ...key, op: "set-rotation-policy", before: {}, policy });
    expect(await world.admin.getKey(NEW_ID, NAME)).toMatchObject({
      version,
      expires,
      rotationPolicy: policy,
    });

    const rotate = { ...key, op: "rotate-key", version } as const;
    await world.admin.rotateKey(rotate);
    await world.admin.rotateKey(rotate);
    const versions = await world.admin.listKeyVersions(NEW_ID, NAME);
    expect(versions).toHaveLength(2);
    expect(versions.map((one) => one.enabled)).toEqual([true, true]);
    expect(versions.find((one) => one.version === version)).toMatchObject({ expires });
    const after = await world.admin.getKey(NEW_ID, NAME);
    expect(after?.version).not.toBe(version);
    expect(Date.parse(after?.expires ?? "")).toBeGreaterThan(Date.now() + 700 * 86_400_000);
    expect(await world.admin.listKeyVersions(NEW_ID, "nothing-here")).toEqual([]);

    const open = { rotateAfter: "P18M", rotateBefore: null, notifyBefore: null, expiryTime: null };
    await world.admin.setRotationPolicy({ ...key, op: "set-rotation-policy", before: {}, policy: open });
    expect((await world.admin.getKey(NEW_ID, NAME))?.rotationPolicy).toEqual(open);
  });
});

test("all of this was as Microsoft's API documents say", () => {
  const { checked, problems } = deviations(world);
  expect(checked).toBeGreaterThan(15);
  expect(problems).toEqual([]);
});
