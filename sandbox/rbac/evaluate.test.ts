import { describe, expect, it } from "vitest";
import type { RoleAssignment, State } from "../core/types";
import { ROLE_IDS } from "./built-in-roles";
import { canAct, canAssign, findDataGrant, seesSomethingIn } from "./evaluate";

const SUB = "/subscriptions/8f0e2b7a-1111-4c1d-9a6e-000000000001";
const VAULT = `${SUB}/resourceGroups/rg-cmk/providers/Microsoft.KeyVault/vaults/kv-one`;
const PRINCIPAL = "aaaaaaaa-0000-4000-8000-000000000001";
const NOW = new Date("2026-01-01T00:00:00Z");

function stateWith(...grants: Partial<RoleAssignment>[]): State {
  const roleAssignments = grants.map((grant) => ({
    principalId: PRINCIPAL,
    scope: SUB,
    condition: null,
    effectiveAt: NOW.toISOString(),
    ...grant,
  }));
  return { roleAssignments } as unknown as State;
}

describe("control plane", () => {
  it.each([
    [ROLE_IDS.owner, "Microsoft.Authorization/roleAssignments/write", true],
    [ROLE_IDS.contributor, "Microsoft.Authorization/roleAssignments/write", false],
    [ROLE_IDS.contributor, "Microsoft.Authorization/roleAssignments/read", true],
    [ROLE_IDS.contributor, "Microsoft.KeyVault/vaults/write", true],
    [ROLE_IDS.reader, "Microsoft.KeyVault/vaults/write", false],
    [ROLE_IDS.reader, "microsoft.keyvault/VAULTS/READ", true],
    [ROLE_IDS.keyVaultContributor, "Microsoft.KeyVault/locations/deletedVaults/purge/action", false],
    [ROLE_IDS.keyVaultContributor, "Microsoft.KeyVault/vaults/delete", true],
    [ROLE_IDS.keyVaultPurgeOperator, "Microsoft.KeyVault/locations/deletedVaults/purge/action", true],
  ])("%s %s -> %s", (roleDefinitionId, action, expected) => {
    expect(canAct(stateWith({ roleDefinitionId }), PRINCIPAL, action, VAULT)).toBe(expected);
  });

  it("inherits downwards, never upwards or sideways", () => {
    const state = stateWith({ roleDefinitionId: ROLE_IDS.owner, scope: VAULT.toUpperCase() });
    expect(canAct(state, PRINCIPAL, "Microsoft.KeyVault/vaults/read", VAULT)).toBe(true);
    expect(canAct(state, PRINCIPAL, "Microsoft.KeyVault/vaults/read", SUB)).toBe(false);
    expect(canAct(state, PRINCIPAL, "Microsoft.KeyVault/vaults/read", `${VAULT}-other`)).toBe(false);
    expect(seesSomethingIn(state, PRINCIPAL, SUB)).toBe(true);
  });
});

describe("data plane", () => {
  const wrap = "Microsoft.KeyVault/vaults/keys/wrap/action";
  it("gives Owner nothing and the encryption user wrap on a key below the vault", () => {
    const owner = stateWith({ roleDefinitionId: ROLE_IDS.owner });
    expect(findDataGrant(owner, PRINCIPAL, wrap, `${VAULT}/keys/k`, NOW)).toBeNull();
    const user = stateWith({ roleDefinitionId: ROLE_IDS.keyVaultCryptoServiceEncryptionUser, scope: VAULT });
    expect(findDataGrant(user, PRINCIPAL, wrap, `${VAULT}/keys/k`, NOW)).not.toBeNull();
    const sign = "Microsoft.KeyVault/vaults/keys/sign/action";
    expect(findDataGrant(user, PRINCIPAL, sign, `${VAULT}/keys/k`, NOW)).toBeNull();
  });

  it("honours an assignment only once it took effect", () => {
    const state = stateWith({
      roleDefinitionId: ROLE_IDS.keyVaultCryptoOfficer,
      effectiveAt: "2026-01-01T00:00:06Z",
    });
    expect(findDataGrant(state, PRINCIPAL, wrap, VAULT, NOW)).toBeNull();
    expect(findDataGrant(state, PRINCIPAL, wrap, VAULT, new Date("2026-01-01T00:00:06Z"))).not.toBeNull();
  });
});

describe("assigning", () => {
  it("limits Key Vault Data Access Administrator to the Key Vault roles", () => {
    const state = stateWith({ roleDefinitionId: ROLE_IDS.keyVaultDataAccessAdministrator });
    const may = (role: string) => canAssign(state, PRINCIPAL, "write", role, VAULT);
    expect(may(ROLE_IDS.keyVaultCryptoServiceEncryptionUser)).toBe(true);
    expect(may(ROLE_IDS.owner)).toBe(false);
    expect(may(ROLE_IDS.keyVaultContributor)).toBe(false);
  });

  it("honours a condition on the assignment itself", () => {
    const condition =
      "@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals" +
      `{${ROLE_IDS.keyVaultReader}}`;
    const state = stateWith({ roleDefinitionId: ROLE_IDS.owner, condition });
    expect(canAssign(state, PRINCIPAL, "write", ROLE_IDS.keyVaultReader, VAULT)).toBe(true);
    expect(canAssign(state, PRINCIPAL, "write", ROLE_IDS.contributor, VAULT)).toBe(false);
  });
});
