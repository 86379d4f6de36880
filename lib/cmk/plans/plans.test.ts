import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sampleInput, sampleKey, sampleVault, seen } from "@/test/sample-input";
import type { KeyFacts, VaultFacts } from "../facts";
import { AZURE_ROLES } from "../ids";
import type { Operation } from "../plan";
import { keyRequirements } from "../requirements/key";
import { vaultRequirements } from "../requirements/vault";
import { automaticSteps, canonicalJson, isApproved, makePlan, operationsFor } from "./make-plan";
import { vaultRepairs } from "./vault";

const actor = { objectId: "person", name: "Ada", mayCreateKeys: true };
const context = { actor, resourceGroupExists: true };
const absent = { exists: false as const, softDeleted: null };
const unmet = (requirements: { id: string; state: string; weight: string; fix: { kind: string } | null }[]) =>
  requirements.filter(({ state, weight }) => state !== "met" && weight === "must");

const anyVault: fc.Arbitrary<VaultFacts> = fc
  .record({
    softDelete: fc.constantFrom(true, null),
    retentionDays: fc.integer({ min: 7, max: 90 }),
    purgeProtection: fc.constantFrom(true, false, null),
    rbac: fc.constantFrom(true, false, null),
    publicNetworkAccess: fc.constantFrom("Enabled" as const, "Disabled" as const),
    defaultAction: fc.constantFrom("Allow" as const, "Deny" as const),
    bypassAzureServices: fc.boolean(),
    ipRules: fc.subarray(["20.88.123.53", "20.88.123.53/32", "20.88.0.0/16", "203.0.113.0/24"]),
  })
  .map((changes) => sampleVault(changes));

describe("vault", () => {
  test("whatever is wrong with a vault that can be mended, the plan mends all of it, and nothing twice", () => {
    fc.assert(
      fc.property(anyVault, (vault) => {
        const { settings } = vaultRepairs(vault);
        const mended = { ...vault, ...settings } as VaultFacts;
        expect(unmet(vaultRequirements(sampleInput("aep", { vault: seen(mended) })))).toEqual([]);
        expect(vaultRepairs(mended).settings).toEqual({});
      }),
      { numRuns: 400 },
    );
  });

  test("a repair never opens the firewall and never drops an address", () => {
    fc.assert(
      fc.property(anyVault, (vault) => {
        const { settings } = vaultRepairs(vault);
        expect(settings.defaultAction).not.toBe("Allow");
        if (settings.ipRules) expect(settings.ipRules).toEqual(expect.arrayContaining(vault.ipRules));
        if (settings.publicNetworkAccess === "Enabled" && vault.defaultAction === "Allow") {
          expect(settings.defaultAction).toBe("Deny");
        }
      }),
    );
  });

  test("the plan has operations exactly when a must is unmet", () => {
    fc.assert(
      fc.property(anyVault, (vault) => {
        const input = sampleInput("aep", { vault: seen(vault) });
        expect(operationsFor("vault", input, context).length > 0).toBe(
          unmet(vaultRequirements(input)).length > 0,
        );
      }),
    );
  });

  test("a new vault: group, vault with all settings, own role; in this order", () => {
    const input = sampleInput("aep", { vault: seen(absent), key: seen(absent) });
    const operations = operationsFor("vault", input, {
      actor: { ...actor, mayCreateKeys: false },
      resourceGroupExists: false,
    });
    expect(operations.map(({ op }) => op)).toEqual(["create-resource-group", "create-vault", "assign-role"]);
    expect(operations[1]).toMatchObject({ retentionDays: 90, ipRules: ["20.88.123.53"], sku: "premium" });
    expect(operations[2]).toMatchObject({
      roleDefinitionId: AZURE_ROLES.keyVaultCryptoOfficer,
      principalId: "person",
      principalType: "User",
    });
  });

  test.each([
    ["to adopt, and not there", { mode: "adopt" as const }, absent],
    ["somebody else's name", {}, { ...absent, taken: { id: null, freeName: "kv-other-2" } }],
  ])("%s: nothing is planned", (_name, choice, vault) => {
    const input = sampleInput("aep", { vault: seen(vault) });
    input.choices.vault = { ...input.choices.vault, ...choice };
    expect(operationsFor("vault", input, context)).toEqual([]);
  });
});

describe("key", () => {
  const anyKey: fc.Arbitrary<KeyFacts> = fc
    .record({
      enabled: fc.boolean(),
      operations: fc.subarray(["wrapKey", "unwrapKey", "sign", "encrypt"]),
      notBefore: fc.constantFrom(null, "2020-01-01T00:00:00.000Z", "2030-01-01T00:00:00.000Z"),
    })
    .map((changes) => sampleKey(changes));

  test("whatever can be mended on a key is mended, and no operation is taken away", () => {
    fc.assert(
      fc.property(anyKey, (key) => {
        const input = sampleInput("aep", { key: seen(key) });
        const [operation] = operationsFor("key", input, context);
        if (operation?.op !== "update-key") {
          expect(unmet(keyRequirements(input))).toEqual([]);
          return;
        }
        const { enabled, operations, notBefore } = operation;
        if (operations) expect(operations).toEqual(expect.arrayContaining(key.operations));
        const mended = {
          ...key,
          ...(enabled ? { enabled } : {}),
          ...(operations ? { operations } : {}),
          ...(notBefore === null ? { notBefore } : {}),
        };
        expect(unmet(keyRequirements(sampleInput("aep", { key: seen(mended) })))).toEqual([]);
      }),
    );
  });

  test.each([
    [2048, "RSA"],
    [3072, "EC"],
  ])("size %i and type %s cannot be mended: nothing is planned", (size, type) => {
    const input = sampleInput("aep", { key: seen(sampleKey({ size, type })) });
    expect(operationsFor("key", input, context)).toEqual([]);
  });

  test.each([
    ["premium", "RSA-HSM"],
    ["standard", "RSA"],
  ] as const)("in a %s vault the key is %s, of 3072 bits, and rotates", (sku, type) => {
    const input = sampleInput("aep", { vault: seen(sampleVault({ sku })), key: seen(absent) });
    expect(operationsFor("key", input, context)).toEqual([
      expect.objectContaining({
        op: "create-key",
        type,
        size: 3072,
        operations: ["wrapKey", "unwrapKey"],
        rotateAfter: "P18M",
      }),
    ]);
  });

  test("who may not create keys gets the role first; who may, does not", () => {
    const input = sampleInput("aep", { key: seen(absent) });
    const without = operationsFor("key", input, { ...context, actor: { ...actor, mayCreateKeys: false } });
    expect(without.map(({ op }) => op)).toEqual(["assign-role", "create-key"]);
    expect(operationsFor("key", input, context).map(({ op }) => op)).toEqual(["create-key"]);
  });
});

describe("submitting", () => {
  const config = (status: string) =>
    seen({ exists: true as const, name: "sample-cmk", status, vaultUri: null, keyIdentifier: null }, "adobe");
  test.each([
    ["nothing sent yet", seen(absent, "adobe"), 1],
    ["failed: again", config("FAILED"), 1],
    ["under way", config("RUNNING"), 0],
    ["complete", config("COMPLETED"), 0],
    ["Adobe was not asked", undefined, 0],
  ])("%s", (_name, fact, count) => {
    expect(operationsFor("submit", sampleInput("aep", { config: fact }), context)).toHaveLength(count);
  });

  test("every row of its preview says that there is no way back", async () => {
    const plan = await makePlan(["submit"], sampleInput("aep", { config: seen(absent, "adobe") }), context);
    expect(plan.changes.length).toBeGreaterThan(0);
    expect(plan.changes.every(({ reversible }) => !reversible)).toBe(true);
  });

  test("is never among the steps that are taken together", () => {
    expect(automaticSteps("aep")).toEqual(["vault", "key", "app", "role"]);
    expect(automaticSteps("cja")).toEqual(["vault", "key", "app-access"]);
  });
});

describe("the hash of a plan", () => {
  const fresh = () =>
    sampleInput("aep", {
      vault: seen(absent),
      key: seen(absent),
      principal: seen(absent),
      assignments: undefined,
    });
  const steps = automaticSteps("aep");

  test("is the same for the same world, at any time", async () => {
    const one = await makePlan(steps, fresh(), context);
    const two = await makePlan(steps, { ...fresh(), now: "2027-01-01T00:00:00.000Z" }, context);
    expect(two.hash).toBe(one.hash);
    expect(one.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  test("is another one when the world, or the choice, is another", async () => {
    const one = await makePlan(steps, fresh(), context);
    const other = fresh();
    other.choices.key = { ...other.choices.key, size: 4096 };
    expect((await makePlan(steps, other, context)).hash).not.toBe(one.hash);
    expect((await makePlan(steps, fresh(), { ...context, resourceGroupExists: false })).hash).not.toBe(
      one.hash,
    );
  });

  test("canonical JSON does not depend on the order of properties", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(reversed)).toBe(canonicalJson(value));
      }),
    );
  });

  test("a role that two steps need is planned once", async () => {
    const input = sampleInput("aep", { key: seen(absent), vault: seen(sampleVault({ rbac: false })) });
    const plan = await makePlan(["vault", "key"], input, {
      ...context,
      actor: { ...actor, mayCreateKeys: false },
    });
    expect(plan.operations.map(({ op }) => op)).toEqual(["update-vault", "assign-role", "create-key"]);
  });
});

describe("what was approved", () => {
  const role: Operation = {
    op: "assign-role",
    scope: "/subscriptions/S/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv",
    roleDefinitionId: AZURE_ROLES.keyVaultCryptoServiceEncryptionUser,
    roleName: "Key Vault Crypto Service Encryption User",
    principalId: null,
    principalName: "Adobe CMK",
    principalType: "ServicePrincipal",
    appId: "app",
  };

  test.each([
    ["the same", role, true],
    ["with the principal that was made meanwhile", { ...role, principalId: "made" }, true],
    ["with Azure's other way of writing the scope", { ...role, scope: role.scope.toLowerCase() }, true],
    ["for another application", { ...role, appId: "other" }, false],
    ["another role", { ...role, roleDefinitionId: AZURE_ROLES.keyVaultAdministrator }, false],
    ["a wider scope", { ...role, scope: "/subscriptions/S" }, false],
    ["for a person", { ...role, principalType: "User" as const, principalId: "person" }, false],
  ])("%s", (_name, operation, expected) => {
    expect(isApproved(operation, [role])).toBe(expected);
  });
});
