import { describe, expect, test } from "vitest";
import { NOW, sampleInput, sampleKey, samplePrincipal, sampleVault, seen } from "@/test/sample-input";
import type { Absent, AssignmentFacts, ExtensionFacts, PartFacts } from "../facts";
import { AZURE_ROLES, VAULT_NAME_PATTERN } from "../ids";
import type { PartInput } from "../input";
import type { Operation } from "../plan";
import { makePlan, operationsFor } from "../plans/make-plan";
import { evaluatePart } from "../progress";
import { deletedKey } from "./deleted-key";
import { freeNames } from "./free-names";
import { lossesOf } from "./losses";
import { orphansOf } from "./orphans";
import type { Remembered } from "./remembered";

const VAULT = sampleVault();
const PRINCIPAL = samplePrincipal();
const OLD = "aaaaaaaa-0000-4000-8000-0000000000ff";
const EARLIER = "2026-11-20T12:00:00.000Z";
const LATER = "2026-11-23T13:00:00.000Z";
const ENCRYPTION = AZURE_ROLES.keyVaultCryptoServiceEncryptionUser;
const actor = { objectId: "person", name: "Ada", mayCreateKeys: true };
const context = { actor, resourceGroupExists: true };

function assignment(changes: Partial<AssignmentFacts> = {}): AssignmentFacts {
  return {
    id: `${VAULT.id}/providers/Microsoft.Authorization/roleAssignments/${changes.principalId ?? OLD}`,
    roleDefinitionId: ENCRYPTION,
    principalId: OLD,
    principalType: "ServicePrincipal",
    scope: VAULT.id,
    condition: null,
    createdOn: "2026-01-01T00:00:00.000Z",
    ...changes,
  };
}

const extensions = (changes: Partial<ExtensionFacts> = {}): ExtensionFacts => ({
  vaultId: VAULT.id,
  roleAssignments: [assignment()],
  absentPrincipals: [OLD],
  diagnosticSettings: [],
  ...changes,
});

const nothing: Remembered = { owners: {}, lost: null, vault: null, extensions: null, key: null };
const remember = (changes: Partial<Remembered>) => ({ remembered: { ...nothing, ...changes } });
const stateOf = (input: PartInput, step: string) =>
  evaluatePart(input).steps.find(({ id }) => id === step) ?? { outcome: null, requirements: [] };
const reasonOf = (input: PartInput, step: string, id: string) =>
  stateOf(input, step).requirements.find((requirement) => requirement.id === id);

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

describe("the name of the vault", () => {
  const place = {
    id: VAULT.id,
    subscriptionId: VAULT.subscriptionId,
    subscriptionName: "Production",
    resourceGroup: "RG-CMK",
    location: "northeurope",
    purgeProtection: true,
  };
  const gone = (changes: Partial<typeof place> = {}): Absent => ({
    exists: false,
    softDeleted: { deletedOn: EARLIER, purgeOn: "2027-02-20T12:00:00.000Z", place: { ...place, ...changes } },
  });
  const taken = (id: string | null): Absent => ({
    exists: false,
    softDeleted: null,
    taken: { id, freeName: "kv-sample-aep-2" },
  });
  const rows: [string, Absent, object, string, Operation["op"][]][] = [
    [
      "deleted here",
      gone(),
      { kind: "ready", repair: true },
      "vault-soft-deleted-until",
      ["recover-vault", "assign-role"],
    ],
    [
      "deleted in another group",
      gone({ resourceGroup: "rg-old" }),
      { kind: "needs", who: "admin", what: "use-deleted-place" },
      "vault-deleted-other-group",
      [],
    ],
    [
      "deleted in another subscription",
      gone({ subscriptionId: "other" }),
      { kind: "needs", who: "admin", what: "choose-free-name" },
      "vault-deleted-elsewhere",
      [],
    ],
    [
      "one's own elsewhere",
      taken("/subscriptions/x"),
      { kind: "needs", who: "admin", what: "choose-existing-vault" },
      "vault-name-own",
      [],
    ],
    [
      "somebody else's",
      taken(null),
      { kind: "needs", who: "admin", what: "choose-free-name" },
      "vault-name-taken",
      [],
    ],
  ];
  test.each(rows)("%s", (_name, vault, outcome, reason, ops) => {
    const input = sampleInput("aep", { vault: seen(vault) });
    expect(stateOf(input, "vault").outcome).toEqual(outcome);
    expect(reasonOf(input, "vault", "vault-exists")?.reason?.key).toBe(reason);
    expect(operationsFor("vault", input, context).map(({ op }) => op)).toEqual(ops);
  });

  test("recovered where it was, with the group made again and the tier it had", () => {
    const before = { value: sampleVault({ sku: "standard" }), at: EARLIER };
    const input = sampleInput("aep", { vault: seen(gone()) }, remember({ vault: before }));
    expect(operationsFor("vault", input, { ...context, resourceGroupExists: false })).toMatchObject([
      { op: "create-resource-group", location: "northeurope" },
      { op: "recover-vault", vaultId: VAULT.id, location: "northeurope", sku: "standard" },
      { op: "assign-role", principalId: PRINCIPAL.objectId },
    ]);
  });

  test("without a principal there is no role to give yet", () => {
    const facts: PartFacts = {
      vault: seen(gone()),
      principal: seen({ exists: false, softDeleted: null }, "graph"),
    };
    expect(operationsFor("vault", sampleInput("aep", facts), context).map(({ op }) => op)).toEqual([
      "recover-vault",
    ]);
  });

  test("proposals keep Azure's rules", () => {
    for (const name of ["kv-a", "kv-abcdefghijklmnopqr-x-y", "Kv-ends-with-hyphen-at-21-"])
      for (const free of freeNames(name)) expect(free).toMatch(VAULT_NAME_PATTERN);
    expect(freeNames("kv-contoso")[0]).toBe("kv-contoso-2");
  });
});

describe("a key that is not there", () => {
  const key = (changes: Partial<Absent>): PartFacts => ({
    key: seen<Absent>({ exists: false, softDeleted: null, ...changes }),
  });
  const before = remember({ key: { value: sampleKey(), at: EARLIER } });
  const rows: [
    string,
    Partial<Absent>,
    Partial<PartInput>,
    ReturnType<typeof deletedKey>,
    Operation["op"][],
  ][] = [
    ["never was", {}, {}, null, ["create-key"]],
    ["seen deleted", { softDeleted: { deletedOn: EARLIER, purgeOn: null } }, {}, "seen", ["recover-key"]],
    ["hidden, and never was there", { hidden: "ForbiddenByFirewall" }, {}, null, ["create-key"]],
    ["was there, firewall closed", { hidden: "ForbiddenByFirewall" }, before, "closed", ["recover-key"]],
    ["was there, no role", { hidden: "ForbiddenByRbac" }, before, "hidden", ["recover-key"]],
    ["was there, and lies not among the deleted", {}, before, null, ["create-key"]],
    [
      "Azure refused its name",
      { hidden: "ForbiddenByFirewall" },
      { keyNameHeld: true },
      "closed",
      ["recover-key"],
    ],
    [
      "another vault's key was there",
      { hidden: "ForbiddenByFirewall" },
      remember({ key: { value: sampleKey({ vaultUri: "https://kv-other.vault.azure.net/" }), at: EARLIER } }),
      null,
      ["create-key"],
    ],
  ];
  test.each(rows)("%s", (_name, absent, changes, verdict, ops) => {
    const input = sampleInput("aep", key(absent), changes);
    expect(deletedKey(input)).toBe(verdict);
    expect(operationsFor("key", input, context).map(({ op }) => op)).toEqual(ops);
    const expected =
      verdict === "closed"
        ? { kind: "needs", who: "vault-owner", what: "recover-key-inside" }
        : { kind: "ready", repair: verdict !== null };
    expect(stateOf(input, "key").outcome).toEqual(expected);
  });

  test("who may not recover gets the role first", () => {
    const input = sampleInput("aep", key({ hidden: "ForbiddenByRbac" }), before);
    const ops = operationsFor("key", input, { ...context, actor: { ...actor, mayCreateKeys: false } });
    expect(ops.map(({ op }) => op)).toEqual(["assign-role", "recover-key"]);
  });
});

describe("what a deletion takes", () => {
  const others = [
    assignment({
      principalId: "auditor",
      roleDefinitionId: AZURE_ROLES.keyVaultReader,
      principalType: "Group",
    }),
  ];
  const snapshot = extensions({
    roleAssignments: [...others, assignment(), assignment({ principalId: PRINCIPAL.objectId })],
    diagnosticSettings: [{ name: "audit", sink: "/workspace", logs: ["AuditEvent"] }],
  });
  const place = { ...VAULT, subscriptionName: "Production", purgeProtection: true };
  const lost = { value: { deletedOn: EARLIER, purgeOn: null, place }, at: EARLIER };
  const past = { extensions: { value: snapshot, at: EARLIER }, vault: { value: VAULT, at: EARLIER } };
  const bare = extensions({ roleAssignments: [], absentPrincipals: [] });

  test("while it is deleted: all but Adobe's role and orphans", () => {
    const gone: Absent = { exists: false, softDeleted: lost.value };
    expect(lossesOf(sampleInput("aep", { vault: seen(gone) }, remember(past)))).toEqual({
      state: "deleted",
      roles: others,
      diagnosticSettings: snapshot.diagnosticSettings,
      settings: [],
    });
  });

  test("once it is back: what is still missing, as a recommendation with the owner of the vault to move", () => {
    const facts: PartFacts = {
      vault: seen(sampleVault({ defaultAction: "Allow", ipRules: [] })),
      extensions: seen(bare, "azure", LATER),
    };
    const input = sampleInput("aep", facts, remember({ ...past, lost }));
    expect(lossesOf(input)).toMatchObject({
      state: "recovered",
      roles: others,
      diagnosticSettings: [{ name: "audit" }],
      settings: [
        { property: "defaultAction", before: "Deny", now: "Allow" },
        { property: "ipRules", before: "20.88.123.53", now: "none" },
      ],
    });
    expect(reasonOf(input, "vault", "recovered-as-before")).toMatchObject({
      state: "unmet",
      weight: "should",
      fix: { who: "vault-owner", what: "restore-what-was-lost" },
    });
    expect(stateOf(input, "vault").outcome).toMatchObject({ kind: "done" });
  });

  test.each([
    [
      "nobody has looked since",
      { extensions: seen(bare, "azure", "2026-11-20T11:00:00.000Z") },
      { ...past, lost },
    ],
    ["it was never deleted", { extensions: seen(bare, "azure", LATER) }, past],
    ["all is back", { extensions: seen(snapshot, "azure", LATER) }, { ...past, lost }],
    [
      "another vault was deleted",
      { extensions: seen(bare, "azure", LATER) },
      { ...past, lost: { ...lost, value: { ...lost.value, place: { ...place, id: "/x" } } } },
    ],
  ])("%s: nothing is said", (_name, facts, memory) => {
    const input = sampleInput("aep", facts, remember(memory));
    expect(lossesOf(input)).toBeNull();
    expect(reasonOf(input, "vault", "recovered-as-before")).toBeUndefined();
  });
});
