import { describe, expect, test } from "vitest";
import { open, outcome } from "@/test/part-outcome";
import { NOW, sampleInput, sampleKey, samplePrincipal, seen } from "@/test/sample-input";
import type { PartFacts } from "../facts";
import { evaluatePart } from "../progress";

describe("app and role", () => {
  const rows: [string, PartFacts, string[]][] = [
    [
      "no principal",
      { principal: seen({ exists: false, softDeleted: null }, "graph"), assignments: undefined },
      [
        "app/app-present:unmet",
        "app/app-tenant:unknown",
        "app/app-enabled:unknown",
        "role/role-assigned:unknown",
      ],
    ],
    [
      "disabled principal",
      { principal: seen(samplePrincipal({ enabled: false }), "graph") },
      ["app/app-enabled:unmet"],
    ],
    [
      "in another tenant",
      { principal: seen(samplePrincipal({ tenantId: "44444444-dddd-4ddd-8ddd-000000000004" }), "graph") },
      ["app/app-tenant:unmet"],
    ],
    [
      "made anew: the old assignment is an orphan",
      { principal: seen(samplePrincipal({ objectId: "b" }), "graph") },
      ["role/role-assigned:unmet"],
    ],
  ];
  test.each(rows)("%s", (_name, facts, expected) => {
    expect(open(sampleInput("aep", facts))).toEqual(expected);
  });

  test("a role that was just assigned is waited for, until the window is over", () => {
    const input = sampleInput();
    const assignments = input.facts.assignments;
    if (!assignments || !("value" in assignments)) throw new Error("sample");
    const [role] = assignments.value.list;
    if (!role) throw new Error("sample");
    const since = "2026-11-23T11:55:00.000Z";
    const young = seen({ ...assignments.value, list: [{ ...role, createdOn: since }] });
    const waiting = sampleInput("aep", { assignments: young });
    expect(outcome(waiting, "aep/role")).toEqual({
      kind: "waiting",
      reason: "role-propagation",
      since,
      until: "2026-11-23T12:05:00.000Z",
    });
    expect(outcome({ ...waiting, now: "2026-11-23T12:05:00.000Z" }, "aep/role")?.kind).toBe("done");
  });

  test("a role too many is shown and stops nothing; a condition stops", () => {
    const input = sampleInput();
    const assignments = input.facts.assignments;
    if (!assignments || !("value" in assignments)) throw new Error("sample");
    const list = assignments.value.list;
    const more = [
      ...list,
      ...list.map((entry) => ({ ...entry, roleDefinitionId: "00482a5a-887f-4fb3-b363-3b7fe8e74483" })),
    ];
    const wide = sampleInput("aep", { assignments: seen({ ...assignments.value, list: more }) });
    expect(open(wide)).toEqual(["role/role-only:unmet"]);
    expect(evaluatePart(wide).status).toBe("complete");
    const conditional = list.map((entry) => ({ ...entry, condition: "@Resource[x]" }));
    expect(
      open(sampleInput("aep", { assignments: seen({ ...assignments.value, list: conditional }) })),
    ).toEqual(["role/role-unconditional:unmet"]);
  });
});

describe("Adobe", () => {
  const config = (status: string, keyIdentifier: string | null = sampleKey().identifier) =>
    seen({ exists: true as const, name: "sample-cmk", status, vaultUri: null, keyIdentifier }, "adobe");
  const rows: [string, PartFacts, string[]][] = [
    [
      "not sent",
      { config: seen({ exists: false, softDeleted: null }, "adobe") },
      [
        "submit/config-accepted:unmet",
        "submit/config-names-key:unknown",
        "enablement/enablement-completed:unknown",
      ],
    ],
    ["testing", { config: config("RUNNING") }, ["enablement/enablement-completed:waiting"]],
    ["stores", { config: config("UPDATE_EXISTING_RESOURCES") }, ["enablement/enablement-completed:waiting"]],
    ["a word nobody documented", { config: config("PAUSED") }, ["enablement/enablement-completed:waiting"]],
    [
      "failed",
      { config: config("FAILED") },
      ["submit/config-accepted:unmet", "enablement/enablement-completed:unmet"],
    ],
    [
      "another key",
      { config: config("COMPLETED", "https://other.vault.azure.net/keys/k/1") },
      ["submit/config-names-key:unmet"],
    ],
    [
      "the same key with port, version and slash",
      {
        config: config(
          "COMPLETED",
          "https://KV-sample-aep.vault.azure.net:443/keys/adobe-aep-cmk/0123456789abcdef0123456789abcdef",
        ),
      },
      [],
    ],
  ];
  test.each(rows)("%s", (_name, facts, expected) => {
    expect(open(sampleInput("aep", facts))).toEqual(expected);
  });

  test("three stages are told apart", () => {
    expect(outcome(sampleInput("aep", { config: config("RUNNING") }), "aep/enablement")).toMatchObject({
      kind: "waiting",
      reason: "adobe-test",
    });
    expect(
      outcome(sampleInput("aep", { config: config("UPDATE_EXISTING_RESOURCES") }), "aep/enablement"),
    ).toMatchObject({ kind: "waiting", reason: "adobe-stores" });
  });

  test("a credential without the permission needs the Adobe administrator", () => {
    const failure = {
      kind: "refused",
      vendor: "adobe",
      status: 403,
      code: null,
      message: "no",
      requestId: null,
      retryable: false,
      retryAfterSeconds: null,
    } as const;
    const input = sampleInput("aep", { registration: { at: NOW, source: "adobe", failure } });
    expect(outcome(input, "aep/entitlement")).toEqual({
      kind: "needs",
      who: "adobe-administrator",
      what: "grant-cmk-permission",
    });
  });
});
