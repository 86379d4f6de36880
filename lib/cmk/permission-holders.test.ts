import { expect, test } from "vitest";
import { BUILT_IN_ROLES } from "@/sandbox/rbac/built-in-roles";
import { matchesAny } from "@/sandbox/rbac/match-action";
import { holdersOf } from "./permission-holders";

const AZURE = [
  "Microsoft.KeyVault/register/action",
  "Microsoft.KeyVault/vaults/write",
  "Microsoft.KeyVault/vaults/keys/create/action",
  "Microsoft.KeyVault/vaults/keys/update/action",
  "Microsoft.KeyVault/vaults/keys/rotate/action",
  "Microsoft.KeyVault/vaults/keys/recover/action",
  "Microsoft.KeyVault/vaults/keyrotationpolicies/write",
  "Microsoft.Resources/subscriptions/resourceGroups/write",
  "Microsoft.Authorization/roleAssignments/write",
  "Microsoft.Authorization/roleAssignments/delete",
];

test.each(AZURE)("every role named for %s really carries it", (permission) => {
  const { roles } = holdersOf(permission);
  expect(roles.length).toBeGreaterThan(0);
  for (const name of roles) {
    const role = BUILT_IN_ROLES.find(({ roleName }) => roleName === name);
    const carries =
      role !== undefined &&
      ((matchesAny(role.actions, permission) && !matchesAny(role.notActions, permission)) ||
        (matchesAny(role.dataActions, permission) && !matchesAny(role.notDataActions, permission)));
    expect([name, carries]).toEqual([name, true]);
  }
});

test("Entra's and Adobe's permissions name whose move it is", () => {
  expect(holdersOf("Application.ReadWrite.All").actor).toBe("entra-administrator");
  expect(holdersOf("Manage Customer Managed Key").actor).toBe("adobe-administrator");
});
