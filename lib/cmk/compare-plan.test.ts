import { describe, expect, test } from "vitest";
import { sampleInput, sampleKey, sampleVault, seen } from "@/test/sample-input";
import { comparePlan } from "./compare-plan";
import type { PartFacts } from "./facts";
import type { Operation } from "./plan";

const BEFORE = "2000-01-01T00:00:00.000Z";
const AFTER = "2999-01-01T00:00:00.000Z";
const vault = sampleVault();
const update = (settings: Extract<Operation, { op: "update-vault" }>["settings"]): Operation => ({
  op: "update-vault",
  vaultId: vault.id,
  name: vault.name,
  before: {},
  settings,
});
const compared = (operation: Operation, facts: PartFacts, since = BEFORE) =>
  comparePlan([operation], sampleInput("aep", facts), since).map(({ property, readBack, state }) => [
    property,
    readBack,
    state,
  ]);

describe("what was applied beside what was read back", () => {
  test("a vault's settings, in the words of the preview", () => {
    const found = sampleVault({ purgeProtection: true, rbac: false, ipRules: ["20.88.123.53/32"] });
    const operation = update({ purgeProtection: true, rbac: true, ipRules: ["20.88.123.53"] });
    expect(compared(operation, { vault: seen(found) })).toEqual([
      ["purgeProtection", "on", "matches"],
      ["rbac", "access policies", "differs"],
      ["ipRules", "20.88.123.53/32", "matches"],
    ]);
  });

  test("what was seen before the plan was applied proves nothing", () => {
    const operation = update({ purgeProtection: true });
    expect(compared(operation, { vault: seen(vault) }, AFTER)).toEqual([["purgeProtection", null, "unread"]]);
  });

  test("a vault that is not there differs from the one that was made", () => {
    const operation: Operation = {
      op: "create-vault",
      subscriptionId: vault.subscriptionId,
      tenantId: vault.tenantId,
      resourceGroup: vault.resourceGroup,
      name: vault.name,
      location: vault.location,
      sku: "premium",
      retentionDays: 90,
      ipRules: ["20.88.123.53"],
    };
    const [first] = compared(operation, { vault: seen({ exists: false, softDeleted: null }) });
    expect(first).toEqual(["vault", "none", "differs"]);
    const states = compared(operation, { vault: seen(sampleVault({ sku: "standard" })) });
    expect(states.find(([property]) => property === "tier")).toEqual(["tier", "standard", "differs"]);
  });

  test("a key may have more operations than were asked for, never fewer", () => {
    const operation: Operation = {
      op: "update-key",
      vaultId: vault.id,
      vaultUri: vault.uri,
      name: "adobe-cmk",
      version: "1",
      before: {},
      enabled: true,
      operations: ["wrapKey", "unwrapKey"],
      notBefore: null,
    };
    const more = sampleKey({
      operations: ["encrypt", "unwrapKey", "wrapKey"],
      enabled: true,
      notBefore: null,
    });
    expect(compared(operation, { key: seen(more) }).map(([, , state]) => state)).toEqual([
      "matches",
      "matches",
      "matches",
    ]);
    const fewer = sampleKey({ operations: ["wrapKey"], enabled: false, notBefore: AFTER });
    expect(compared(operation, { key: seen(fewer) }).map(([, , state]) => state)).toEqual([
      "differs",
      "differs",
      "differs",
    ]);
  });

  test("a rotation policy, and a version that took the place of another", () => {
    const policy = { rotateAfter: "P18M", rotateBefore: null, notifyBefore: null, expiryTime: "P2Y" };
    const key = { vaultId: vault.id, vaultUri: vault.uri, name: "adobe-cmk" };
    const set: Operation = { op: "set-rotation-policy", ...key, before: {}, policy };
    const states = (operation: Operation, facts: PartFacts) =>
      compared(operation, facts).map(([, , state]) => state);
    expect(states(set, { key: seen(sampleKey({ rotationPolicy: policy })) })).toEqual([
      "matches",
      "matches",
      "matches",
    ]);
    expect(states(set, { key: seen(sampleKey({ rotationPolicy: null })) })).toEqual([
      "differs",
      "differs",
      "matches",
    ]);
    const rotate: Operation = { op: "rotate-key", ...key, version: "1" };
    const old = { version: "1", enabled: true, created: null, notBefore: null, expires: null };
    const keyVersions = seen({ versions: [old], total: 2 });
    expect(states(rotate, { key: seen(sampleKey({ version: "2" })), keyVersions })).toEqual([
      "matches",
      "matches",
    ]);
    expect(states(rotate, { key: seen(sampleKey({ version: "1" })), keyVersions })[0]).toBe("differs");
  });

  test("a person’s own role is read back among all that hang on the vault", () => {
    const operation: Operation = {
      op: "assign-role",
      scope: vault.id,
      roleDefinitionId: "14b46e9e",
      roleName: "Key Vault Crypto Officer",
      principalId: "ada",
      principalName: "Ada",
      principalType: "User",
      appId: null,
    };
    const own = {
      id: "1",
      principalId: "ada",
      roleDefinitionId: "14b46e9e",
      scope: vault.id,
      condition: null,
      createdOn: null,
    };
    const states = (roleAssignments: (typeof own)[]) =>
      compared(operation, {
        extensions: seen({
          vaultId: vault.id,
          roleAssignments,
          absentPrincipals: [],
          diagnosticSettings: null,
        }),
      }).map(([, , state]) => state);
    expect(states([own])).toEqual(["matches", "matches"]);
    expect(states([])).toEqual(["differs", "differs"]);
    expect(compared(operation, { extensions: undefined }).map(([, , state]) => state)).toEqual([
      "unread",
      "unread",
    ]);
  });

  test("an assignment that was to go", () => {
    const id = `${vault.id}/providers/Microsoft.Authorization/roleAssignments/1`;
    const role = { roleDefinitionId: "e147488a", roleName: "Key Vault Crypto Service Encryption User" };
    const operation: Operation = {
      op: "remove-role-assignment",
      id,
      scope: vault.id,
      principalId: "gone",
      ...role,
    };
    const left = {
      id: id.toUpperCase(),
      principalId: "gone",
      scope: vault.id,
      condition: null,
      createdOn: null,
    };
    const facts = (roleAssignments: (typeof left & { roleDefinitionId: string })[]) => ({
      extensions: seen({
        vaultId: vault.id,
        roleAssignments,
        absentPrincipals: [],
        diagnosticSettings: null,
      }),
    });
    expect(compared(operation, facts([]))[0]?.[2]).toBe("matches");
    const found = facts([{ ...left, roleDefinitionId: "e147488a" }]);
    expect(compared(operation, found)[0]?.[2]).toBe("differs");
  });

  test("Adobe keeps the key's name, not its version", () => {
    const operation: Operation = {
      op: "submit-key",
      imsOrgId: "X@AdobeOrg",
      region: "va7",
      configName: "contoso-cmk",
      keyIdentifier: "https://kv-a.vault.azure.net/keys/adobe-cmk/0123456789abcdef0123456789abcdef",
    };
    const config = {
      exists: true as const,
      name: "contoso-cmk",
      status: "CREATED",
      vaultUri: "https://kv-a.vault.azure.net:443/",
      keyIdentifier: "https://kv-a.vault.azure.net:443/keys/adobe-cmk",
    };
    expect(compared(operation, { config: seen(config) }).map(([, , state]) => state)).toEqual([
      "matches",
      "matches",
    ]);
    const other = { ...config, keyIdentifier: "https://kv-b.vault.azure.net/keys/adobe-cmk" };
    expect(compared(operation, { config: seen(other) })[1]?.[2]).toBe("differs");
  });
});
