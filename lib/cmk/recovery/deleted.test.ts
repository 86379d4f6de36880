import { describe, expect, test } from "vitest";
import {
  actor,
  assignment,
  context,
  EARLIER,
  extensions,
  LATER,
  PRINCIPAL,
  reasonOf,
  remember,
  stateOf,
  VAULT,
} from "@/test/recovery-sample";
import { sampleInput, sampleKey, sampleVault, seen } from "@/test/sample-input";
import type { Absent, PartFacts } from "../facts";
import { AZURE_ROLES, VAULT_NAME_PATTERN } from "../ids";
import type { PartInput } from "../input";
import type { Operation } from "../plan";
import { operationsFor } from "../plans/make-plan";
import { deletedKey } from "./deleted-key";
import { freeNames } from "./free-names";
import { lossesOf } from "./losses";

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
