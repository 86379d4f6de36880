import { describe, expect, it, test } from "vitest";
import { APP, differing, first, OTHER, PERSON, PRINCIPAL, TENANT, TOOL } from "@/test/decoding";
import { arm, dataPlane, rbacLines } from "@/test/fixtures/sample-errors";
import { NOW, SUBSCRIPTION, sampleInput, seen } from "@/test/sample-input";
import { expectedOf } from "./expected";

describe("compared with what the organisation works with", () => {
  const rbac = (who: Parameters<typeof rbacLines>[0]) =>
    dataPlane("Forbidden", rbacLines(who), "ForbiddenByRbac");
  test.each([
    ["the right caller", {}, []],
    ["another application", { app: OTHER, oid: OTHER.replace("9", "8") }, ["caller-app"]],
    ["a person with a tool", { app: TOOL, oid: OTHER }, ["caller-tool"]],
    ["Adobe’s application in another tenant", { oid: OTHER, tenant: OTHER }, ["caller-principal", "tenant"]],
    ["the application id where the object id belongs", { oid: APP }, ["app-id-as-object-id"]],
    ["another vault", { vault: "kv-elsewhere" }, ["vault"]],
    ["another key", { key: "other-key" }, ["key"]],
    [
      "somebody else making keys",
      { oid: OTHER, action: "Microsoft.KeyVault/vaults/keys/create/action" },
      ["caller-person"],
    ],
    [
      "the CJA application at the AEP vault",
      { app: "251e3919-1940-4296-bb8b-6b9a5e8a4805", oid: OTHER },
      ["caller-app"],
    ],
  ] as const)("%s", (_name, who, ids) => {
    expect(differing(rbac(who))).toEqual(ids);
  });
  test.each([
    ["another group", "rg-elsewhere", "", ["resource-group"]],
    ["the vault's own group, however it is written", "RG-CMK", "", []],
    [
      "a vault in another group",
      "rg-elsewhere",
      "/providers/Microsoft.KeyVault/vaults/kv-sample-aep",
      ["resource-group"],
    ],
    [
      "a workspace, which may be anywhere",
      "rg-logs",
      "/providers/Microsoft.OperationalInsights/workspaces/w",
      [],
    ],
  ])("a scope of %s", (_name, group, rest, ids) => {
    const scope = `/subscriptions/${SUBSCRIPTION}/resourceGroups/${group}${rest}`;
    const text = `The client 'ada@contoso.example' with object id '${PERSON}' does not have authorization to perform action 'Microsoft.KeyVault/vaults/write' over scope '${scope}' or the scope is invalid.`;
    expect(differing(arm("AuthorizationFailed", text))).toEqual(ids);
  });
  it("says which id was found and which was expected", () => {
    expect(first(rbac({ app: OTHER })).differences).toContainEqual({
      id: "caller-app",
      found: OTHER,
      expected: APP,
    });
  });
  it("finds the part by its vault and leads to its step", () => {
    expect(first(rbac({}))).toMatchObject({ part: "aep", steps: ["aep/role"], severity: "access" });
    const cja = rbac({
      vault: "kv-sample-cja",
      key: "adobe-cja-cmk",
      app: "251e3919-1940-4296-bb8b-6b9a5e8a4805",
    });
    expect(first(cja)).toMatchObject({ part: "cja", steps: ["cja/app-access"], differences: [] });
    expect(first("Operation wrapKey is not allowed on a disabled key.").steps).toEqual([
      "aep/key",
      "cja/key",
    ]);
  });
  it("gives the person’s own missing role another fix than Adobe’s", () => {
    const own = rbac({ app: TOOL, oid: PERSON, action: "Microsoft.KeyVault/vaults/keys/create/action" });
    expect(first(own)).toMatchObject({
      fix: "fixPerson",
      steps: ["aep/vault"],
      script: { script: "assign-crypto-officer", principalId: PERSON },
      differences: [],
    });
    expect(first(rbac({})).script).toMatchObject({
      script: "assign-encryption-user",
      principalId: PRINCIPAL,
    });
  });
  it("takes an application id for an object id for what it is", () => {
    const text = arm(
      "PrincipalNotFound",
      `Principal ${APP.replaceAll("-", "")} does not exist in the directory ${TENANT}.`,
    );
    expect(first(text)).toMatchObject({
      fix: "fixOther",
      severity: "obstacle",
      differences: [{ id: "app-id-as-object-id", found: APP, expected: PRINCIPAL }],
    });
    expect(first(text, null).differences).toEqual([]);
  });
  it("waits while the caller’s role is young, and not a second longer", () => {
    const young = (createdOn: string) => {
      const input = sampleInput("aep");
      const [role] =
        input.facts.assignments && "value" in input.facts.assignments
          ? input.facts.assignments.value.list
          : [];
      if (!role) throw new Error("no role in the sample");
      const assignments = seen({ scope: role.scope, list: [{ ...role, createdOn }] });
      return expectedOf([sampleInput("aep", { assignments })], PERSON);
    };
    const text = rbac({});
    const error = first(text, young("2026-11-23T11:55:00.000Z"));
    expect(error).toMatchObject({
      severity: "wait",
      actor: null,
      fix: "wait",
      script: null,
      wait: { since: "2026-11-23T11:55:00.000Z", until: "2026-11-23T12:05:00.000Z" },
    });
    expect(first(text, young("2026-11-23T11:50:00.000Z")).wait).toBeNull();
    expect(first(rbac({ oid: OTHER }), young("2026-11-23T11:59:00.000Z")).wait).toBeNull();
    expect(NOW).toBe("2026-11-23T12:00:00.000Z");
  });
  it("counts the loss of the key that Adobe uses as what Adobe acts on, of another key not", () => {
    const missing = (key: string) =>
      dataPlane("KeyNotFound", `A key with (name/id) ${key} was not found in this key vault.`);
    expect(first(missing("adobe-aep-cmk")).severity).toBe("purge");
    expect(first(missing("something")).severity).toBe("obstacle");
  });
  it("tells Adobe’s monitor from an administrator’s browser at the firewall", () => {
    const from = (address: string) =>
      dataPlane(
        "Forbidden",
        `Client address is not authorized and caller is not a trusted service.\r\nClient address: ${address}\r\nVault: kv-sample-aep;location=westeurope`,
        "ForbiddenByFirewall",
      );
    expect(first(from("20.88.123.53"))).toMatchObject({
      fix: "fix",
      severity: "access",
      script: { script: "allow-adobe-address" },
    });
    expect(first(from("203.0.113.7"))).toMatchObject({
      fix: "fixPerson",
      severity: "obstacle",
      script: null,
    });
  });
});
