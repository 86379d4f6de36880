import { describe, expect, test } from "vitest";
import { coversAction, evaluatePermissions } from "./permissions-match";

const CREATE_KEY = "Microsoft.KeyVault/vaults/keys/create/action";

test.each([
  ["*", CREATE_KEY, true],
  ["Microsoft.KeyVault/*", CREATE_KEY, true],
  ["microsoft.keyvault/VAULTS/keys/*", CREATE_KEY, true],
  ["Microsoft.KeyVault/vaults/keys/*/action", CREATE_KEY, true],
  ["*/read", "Microsoft.KeyVault/vaults/read", true],
  ["*/read", CREATE_KEY, false],
  ["Microsoft.KeyVault/vaults/keys/create", CREATE_KEY, false],
  ["Microsoft.KeyVault/vaults/keys/create/action/more", CREATE_KEY, false],
  ["Microsoft.KeyVaultX/*", CREATE_KEY, false],
  ["Microsoft_KeyVault/*", CREATE_KEY, false],
  ["", CREATE_KEY, false],
  ["Microsoft.KeyVault/vaults/(a+)+", "Microsoft.KeyVault/vaults/aaaa", false],
])("%s covers %s: %s", (pattern, action, expected) => {
  expect(coversAction(pattern, action)).toBe(expected);
});

describe("evaluation", () => {
  const WRITE = "Microsoft.Authorization/roleAssignments/write";

  test("what a role leaves out is not allowed by it", () => {
    const contributor = { actions: ["*"], notActions: ["Microsoft.Authorization/*/Write"] };
    expect(evaluatePermissions([contributor]).allowsAction(WRITE)).toBe(false);
    expect(evaluatePermissions([contributor]).allowsAction("Microsoft.KeyVault/vaults/write")).toBe(true);
  });

  test("another role may still allow it", () => {
    const contributor = { actions: ["*"], notActions: ["Microsoft.Authorization/*/Write"] };
    const accessAdministrator = { actions: ["*/read", "Microsoft.Authorization/*"], notActions: [] };
    expect(evaluatePermissions([contributor, accessAdministrator]).allowsAction(WRITE)).toBe(true);
  });

  test("the right to manage is not the right to use", () => {
    const owner = evaluatePermissions([
      { actions: ["*"], notActions: [], dataActions: [], notDataActions: null },
    ]);
    expect(owner.allowsDataAction(CREATE_KEY)).toBe(false);
    const officer = evaluatePermissions([
      {
        dataActions: ["Microsoft.KeyVault/vaults/keys/*"],
        notDataActions: ["Microsoft.KeyVault/vaults/keys/purge/action"],
      },
    ]);
    expect(officer.allowsDataAction(CREATE_KEY)).toBe(true);
    expect(officer.allowsDataAction("Microsoft.KeyVault/vaults/keys/purge/action")).toBe(false);
    expect(officer.allowsAction(CREATE_KEY)).toBe(false);
  });

  test("no rows allow nothing", () => {
    expect(evaluatePermissions([]).allowsAction("a/read")).toBe(false);
  });
});
