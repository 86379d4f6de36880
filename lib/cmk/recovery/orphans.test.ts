import { describe, expect, test } from "vitest";
import {
  assignment,
  context,
  EARLIER,
  ENCRYPTION,
  extensions,
  OLD,
  PRINCIPAL,
  reasonOf,
  remember,
  stateOf,
  VAULT,
} from "@/test/recovery-sample";
import { NOW, sampleInput, sampleVault, seen } from "@/test/sample-input";
import type { Absent, AssignmentFacts, ExtensionFacts, PartFacts } from "../facts";
import { AZURE_ROLES } from "../ids";
import { makePlan, operationsFor } from "../plans/make-plan";
import { orphansOf } from "./orphans";

describe("orphans", () => {
  const rows: [string, Partial<AssignmentFacts>, Partial<ExtensionFacts>, number][] = [
    ["Graph does not know the principal", {}, {}, 1],
    ["Graph was not asked, or knows it", {}, { absentPrincipals: [] }, 0],
    ["another role", { roleDefinitionId: AZURE_ROLES.keyVaultCryptoOfficer }, {}, 0],
    ["on the resource group", { scope: VAULT.id.replace(/\/providers.*/, "") }, {}, 0],
    ["on another vault", {}, { vaultId: sampleVault({ name: "kv-other" }).id }, 0],
    ["assigned a moment ago: Graph may not know yet", { createdOn: NOW }, {}, 0],
    ["assigned nobody knows when", { createdOn: null }, {}, 0],
    [
      "Adobe's present principal",
      { principalId: PRINCIPAL.objectId },
      { absentPrincipals: [PRINCIPAL.objectId] },
      0,
    ],
  ];
  test.each(rows)("%s", (_name, changes, more, count) => {
    const value = extensions({ roleAssignments: [assignment(changes)], ...more });
    const input = sampleInput("aep", { extensions: seen(value) });
    expect(orphansOf(input, VAULT.id)).toHaveLength(count);
    const removed = operationsFor("role", input, context).filter(({ op }) => op === "remove-role-assignment");
    expect(removed).toHaveLength(count);
  });

  test("young, but its principal was seen as Adobe's and another has taken its place: at once", () => {
    const value = extensions({ roleAssignments: [assignment({ createdOn: NOW })] });
    const known = { ...remember({ principals: [OLD] }) };
    const input = { ...sampleInput("aep", { extensions: seen(value) }), ...known };
    expect(orphansOf(input, VAULT.id)).toHaveLength(1);
    const gone = seen({ exists: false as const, softDeleted: null });
    const alone = { ...sampleInput("aep", { extensions: seen(value), principal: gone }), ...known };
    expect(orphansOf(alone, VAULT.id)).toHaveLength(0);
  });

  test("instead of the role: its own reason, and a plan that gives the role to the new principal first", () => {
    const facts: PartFacts = {
      assignments: seen({ scope: VAULT.id, list: [] }),
      extensions: seen(extensions()),
    };
    const input = sampleInput("aep", facts);
    expect(stateOf(input, "role").outcome).toEqual({ kind: "ready", repair: true });
    expect(reasonOf(input, "role", "role-assigned")).toMatchObject({
      state: "unmet",
      reason: { key: "role-orphaned", params: { old: OLD } },
    });
    expect(operationsFor("role", input, context)).toMatchObject([
      { op: "assign-role", principalId: PRINCIPAL.objectId, scope: VAULT.id },
      { op: "remove-role-assignment", principalId: OLD, scope: VAULT.id, roleDefinitionId: ENCRYPTION },
    ]);
  });

  test("beside the role: the step is done, and what is left is offered for removal", async () => {
    const input = sampleInput("aep", { extensions: seen(extensions()) });
    expect(stateOf(input, "role").outcome).toMatchObject({ kind: "done" });
    expect(reasonOf(input, "role", "role-no-orphan")).toMatchObject({ state: "unmet", weight: "should" });
    const { changes } = await makePlan(["role"], input, context);
    expect(changes).toMatchObject([{ action: "remove", resource: OLD, reversible: true, after: "none" }]);
  });
});

describe("the app", () => {
  test.each([
    ["the owner that was seen first", PRINCIPAL.ownerTenantId, "met"],
    ["another owner", "44444444-dddd-4ddd-8ddd-000000000004", "unmet"],
    ["no owner", null, "unknown"],
  ])("%s: %s is %s", (_name, ownerTenantId, state) => {
    const owner = { value: PRINCIPAL.ownerTenantId ?? "", at: EARLIER };
    const input = sampleInput(
      "aep",
      { principal: seen({ ...PRINCIPAL, ownerTenantId }, "graph") },
      remember({ owners: { [PRINCIPAL.appId]: owner } }),
    );
    expect(reasonOf(input, "app", "app-owner")).toMatchObject({ state, weight: "should" });
    expect(stateOf(input, "app").outcome).toMatchObject({ kind: "done" });
  });

  test("found in another tenant only: the reason names it", () => {
    const principal: Absent = { exists: false, softDeleted: null, elsewhere: ["other-tenant-id"] };
    const input = sampleInput("aep", { principal: seen(principal, "graph") });
    expect(reasonOf(input, "app", "app-present")?.reason).toEqual({
      key: "app-elsewhere",
      params: { found: "other-tenant-id", tenant: input.organisation.azureTenantId },
    });
  });
});
