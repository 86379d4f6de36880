import { describe, expect, test } from "vitest";
import { sampleInput, sampleVault } from "@/test/sample-input";
import { judgeVault } from "./candidates";
import { vaultChoiceSchema } from "./choices";
import type { PartFacts, VaultFacts } from "./facts";
import { MANAGED_HSM_ROLES } from "./ids";
import type { PartInput } from "./input";
import { covers, isDataAction, permissionModel, storeOf, storeOfId, storeResourceId } from "./key-store";
import { lacksRoom } from "./network/monitor-rule";
import { changesOf } from "./plans/changes";
import { operationsFor } from "./plans/make-plan";
import { vaultRepairs } from "./plans/vault";
import { roleScope } from "./requirements/role";

const ID = storeResourceId("8f0e2b7a-1111-4c1d-9a6e-000000000001", {
  resourceGroup: "rg-hsm",
  name: "hsm-one",
  sku: "managed-hsm",
});
const hsm = (changes: Partial<VaultFacts> = {}) =>
  sampleVault({
    id: ID,
    name: "hsm-one",
    resourceGroup: "rg-hsm",
    uri: "https://hsm-one.managedhsm.azure.net/",
    sku: "managed-hsm",
    activated: true,
    ...changes,
  });
const at = "2026-11-23T12:00:00.000Z";

function onHsm(facts: PartFacts = {}): PartInput {
  const input = sampleInput("aep", { vault: { at, source: "azure", value: hsm() }, ...facts });
  const vault = {
    mode: "adopt",
    name: "hsm-one",
    resourceGroup: "rg-hsm",
    location: "westeurope",
    sku: "managed-hsm",
  } as const;
  return { ...input, choices: { ...input.choices, vault } };
}
const context = { actor: { objectId: "p", name: "Ada", mayCreateKeys: false }, resourceGroupExists: true };

describe("which kind of store", () => {
  test.each([
    [ID, "hsm"],
    [`${ID.toUpperCase()}/KEYS/K`, "hsm"],
    [sampleVault().id, "vault"],
    ["/subscriptions/x", "vault"],
  ] as const)("%s is a %s", (id, kind) => expect(storeOfId(id)).toBe(kind));

  test("what was seen counts before what was chosen", () => {
    expect(storeOf(onHsm())).toBe("hsm");
    expect(storeOf({ ...onHsm(), facts: {} })).toBe("hsm");
    expect(storeOf(sampleInput())).toBe("vault");
    expect(permissionModel(hsm())).toBe("Managed HSM local RBAC");
  });

  test("scopes cover what lies below them, and no neighbour of like name", () => {
    expect(covers(ID, `${ID}/keys/k`.toUpperCase())).toBe(true);
    expect(covers(`${ID}/keys/k`, `${ID}/keys/k2`)).toBe(false);
  });

  test.each([
    ["Microsoft.KeyVault/managedHsm/keys/create", true],
    ["Microsoft.KeyVault/managedHSMs/write", false],
    ["Microsoft.KeyVault/vaults/keys/create/action", true],
    ["Microsoft.KeyVault/vaults/write", false],
  ])("%s: data action %s", (permission, expected) => expect(isDataAction(permission)).toBe(expected));
});

describe("a managed HSM", () => {
  test("cannot be made here, only chosen", () => {
    const choice = { ...onHsm().choices.vault, mode: "create" };
    expect(vaultChoiceSchema.safeParse(choice).error?.issues[0]?.message).toBe("hsm-adopt-only");
    expect(operationsFor("vault", { ...onHsm(), facts: {} }, context)).toEqual([]);
  });

  test("fits when it is activated and protected; otherwise says why", () => {
    expect(judgeVault(onHsm(), hsm(), [])).toEqual({ fit: "fits", reasons: [] });
    expect(judgeVault(onHsm(), hsm({ purgeProtection: false }), []).fit).toBe("fits-after-changes");
    expect(judgeVault(onHsm(), hsm({ activated: false }), [])).toMatchObject({
      fit: "does-not-fit",
      reasons: [{ id: "hsm-activated", fix: { kind: "needs", what: "activate-hsm" } }],
    });
    expect(judgeVault(onHsm(), hsm({ tenantId: "other" }), []).fit).toBe("does-not-fit");
  });

  test("is repaired like a vault, but for the permission model, and has room for ten addresses", () => {
    const repairs = vaultRepairs(
      hsm({
        purgeProtection: null,
        defaultAction: "Deny",
        bypassAzureServices: false,
        ipRules: ["203.0.113.1"],
      }),
    );
    expect(repairs.settings).toEqual({
      purgeProtection: true,
      bypassAzureServices: true,
      ipRules: ["203.0.113.1", "20.88.123.53"],
    });
    const ten = Array.from({ length: 10 }, (_, index) => `203.0.113.${index}`);
    expect(lacksRoom(hsm({ defaultAction: "Deny", ipRules: ten }))).toBe(true);
    expect(lacksRoom(sampleVault({ defaultAction: "Deny", ipRules: ten }))).toBe(false);
  });

  test("Adobe's role is its own, on the key alone, and needs a right of the HSM", () => {
    const assignments: PartFacts["assignments"] = { at, source: "azure", value: { scope: ID, list: [] } };
    const [operation] = operationsFor("role", onHsm({ assignments }), context);
    expect(operation).toMatchObject({
      op: "assign-role",
      scope: `${ID}/keys/${onHsm().choices.key.name}`,
      roleDefinitionId: MANAGED_HSM_ROLES.cryptoServiceEncryptionUser,
    });
    expect(operation && changesOf(operation)[0]?.permission).toBe(
      "Microsoft.KeyVault/managedHsm/roleAssignments/write/action",
    );
    expect(roleScope(sampleInput())).toBe(sampleVault().id);
  });

  test("a key is made in hardware, after the person's own role", () => {
    const none = { at, source: "azure", value: { exists: false, softDeleted: null } } as const;
    const input = onHsm({ key: none });
    const wanted = {
      ...input,
      choices: { ...input.choices, key: { mode: "create", name: "k", size: 3072 } },
    } as PartInput;
    expect(operationsFor("key", wanted, context)).toMatchObject([
      { op: "assign-role", roleDefinitionId: MANAGED_HSM_ROLES.cryptoUser, scope: `${ID}/keys/k` },
      { op: "create-key", type: "RSA-HSM", vaultId: ID },
    ]);
  });
});
