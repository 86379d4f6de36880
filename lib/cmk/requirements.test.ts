import { describe, expect, test } from "vitest";
import { NOW, sampleInput, sampleKey, samplePrincipal, sampleVault, seen } from "@/test/sample-input";
import type { KeyFacts, PartFacts, VaultFacts } from "./facts";
import type { PartInput } from "./input";
import type { StepKey } from "./parts";
import { evaluatePart } from "./progress";

/** All unmet, waiting or unknown requirements of a part: `step/requirement:state`, reason and fix. */
function open(input: PartInput): string[] {
  return evaluatePart(input).steps.flatMap((step) =>
    step.requirements.flatMap((requirement) =>
      requirement.state === "met" ? [] : [`${step.id}/${requirement.id}:${requirement.state}`],
    ),
  );
}

const outcome = (input: PartInput, key: StepKey) =>
  evaluatePart(input).steps.find((step) => step.key === key)?.outcome;

describe("a part on which everything is right", () => {
  test.each(["aep", "cja"] as const)("%s is complete, and nothing is open", (part) => {
    const input = sampleInput(part);
    expect(open(input)).toEqual([]);
    expect(evaluatePart(input)).toMatchObject({ status: "complete", done: 7, total: 7, next: null });
  });

  test("without any fact it has not begun", () => {
    const input = sampleInput("aep", {}, { facts: {}, statements: [] });
    expect(evaluatePart(input)).toMatchObject({ status: "not-started", done: 0, next: "aep/entitlement" });
  });
});

describe("vault", () => {
  const rows: [string, Partial<VaultFacts>, string[]][] = [
    ["soft delete off", { softDelete: false }, ["vault/soft-delete:unmet"]],
    ["soft delete left out", { softDelete: null }, []],
    ["short retention", { retentionDays: 7 }, ["vault/retention:unmet"]],
    ["purge protection off", { purgeProtection: false }, ["vault/purge-protection:unmet"]],
    ["purge protection left out", { purgeProtection: null }, ["vault/purge-protection:unmet"]],
    ["access policies", { rbac: false }, ["vault/rbac:unmet"]],
    ["permission model left out", { rbac: null }, ["vault/rbac:unmet"]],
    ["no known tier", { sku: null }, ["vault/vault-tier:unmet"]],
    ["registering its name", { provisioningState: "RegisteringDns" }, ["vault/vault-state:waiting"]],
    ["another tenant", { tenantId: "44444444-dddd-4ddd-8ddd-000000000004" }, ["vault/vault-tenant:unmet"]],
    ["firewall without bypass", { bypassAzureServices: false }, ["vault/trusted-services:unmet"]],
    ["open to all, no bypass", { bypassAzureServices: false, defaultAction: "Allow", ipRules: [] }, []],
    ["Adobe's address missing", { ipRules: ["198.51.100.1"] }, ["vault/adobe-address:unmet"]],
    ["Adobe's address in a range", { ipRules: ["20.88.123.0/24"] }, []],
    [
      "public access disabled: rules are ignored",
      { publicNetworkAccess: "Disabled" },
      ["vault/adobe-address:unmet"],
    ],
    [
      "behind a perimeter",
      { publicNetworkAccess: "SecuredByPerimeter" },
      ["vault/no-perimeter:unmet", "vault/trusted-services:unmet", "vault/adobe-address:unknown"],
    ],
  ];
  test.each(rows)("%s", (_name, changes, expected) => {
    expect(open(sampleInput("aep", { vault: seen(sampleVault(changes)) }))).toEqual(expected);
  });

  test("deleted but recoverable: a plan recovers it", () => {
    const gone = { exists: false as const, softDeleted: { deletedOn: null, purgeOn: null } };
    expect(outcome(sampleInput("aep", { vault: seen(gone) }), "aep/vault")).toEqual({
      kind: "ready",
      repair: true,
    });
  });

  test("CJA: the vault of AEP is refused", () => {
    const input = sampleInput(
      "cja",
      {},
      { otherVaultId: sampleVault({ name: "kv-sample-cja" }).id.toUpperCase() },
    );
    expect(open(input)).toEqual(["vault/vault-dedicated:unmet", "ticket/vault-dedicated:unmet"]);
  });

  test("CJA: other keys in the vault are refused", () => {
    const input = sampleInput("cja", { vaultKeys: seen({ names: ["adobe-cja-cmk", "tokens"] }) });
    expect(open(input)).toEqual(["vault/vault-no-other-keys:unmet", "ticket/vault-no-other-keys:unmet"]);
  });
});

describe("key", () => {
  const rows: [string, Partial<KeyFacts>, string[]][] = [
    ["2048 bits", { size: 2048 }, ["key/key-size:unmet"]],
    ["3071 bits", { size: 3071 }, ["key/key-size:unmet"]],
    ["4096 bits", { size: 4096 }, []],
    ["size not told", { size: null }, ["key/key-size:unknown"]],
    ["elliptic curve", { type: "EC", size: null }, ["key/key-type:unmet", "key/key-size:unknown"]],
    ["software RSA", { type: "RSA" }, []],
    ["no unwrapKey", { operations: ["wrapKey", "sign"] }, ["key/key-operations:unmet"]],
    ["disabled", { enabled: false }, ["key/key-enabled:unmet"]],
    ["expired this second", { expires: NOW }, ["key/key-not-expired:unmet"]],
    ["expires tomorrow", { expires: "2026-11-24T12:00:00.000Z" }, []],
    ["starts now", { notBefore: NOW }, []],
    ["starts tomorrow", { notBefore: "2026-11-24T12:00:00.000Z" }, ["key/key-active:unmet"]],
    ["never rotates", { rotates: null }, ["key/key-rotation:unmet"]],
  ];
  test.each(rows)("%s", (_name, changes, expected) => {
    expect(open(sampleInput("aep", { key: seen(sampleKey(changes)) }))).toEqual(expected);
  });

  test("2048 bits cannot be mended: another key is needed, with both figures in the reason", () => {
    const input = sampleInput("aep", { key: seen(sampleKey({ size: 2048 })) });
    expect(outcome(input, "aep/key")).toEqual({ kind: "needs", who: "admin", what: "choose-another-key" });
    const step = evaluatePart(input).steps.find((candidate) => candidate.key === "aep/key");
    expect(step?.requirements.find(({ id }) => id === "key-size")?.reason).toEqual({
      key: "key-too-small",
      params: { size: 2048, minimum: 3072 },
    });
  });
});

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

describe("statements", () => {
  test("a ticket that names another key has to be written again", () => {
    const input = sampleInput("cja");
    const statements = input.statements.map((entry) =>
      entry.step === "ticket" ? { ...entry, text: "https://old/keys/k" } : entry,
    );
    expect(open({ ...input, statements })).toEqual([
      "ticket/ticket-names-key:unmet",
      "confirmation/confirmation-names-key:unmet",
    ]);
  });

  test("nothing comes before what it waits for", () => {
    const input = sampleInput("cja", {}, { statements: [] });
    expect(outcome(input, "cja/confirmation")).toEqual({ kind: "blocked", by: ["cja/ticket"] });
  });

  test("CJA is never complete without the confirmation, whatever else is right", () => {
    const input = sampleInput("cja");
    const without = input.statements.filter((entry) => entry.step !== "confirmation");
    expect(evaluatePart(input).status).toBe("complete");
    expect(evaluatePart({ ...input, statements: without })).toMatchObject({
      status: "in-progress",
      done: 6,
      next: "cja/confirmation",
    });
  });

  test("a confirmation of a ticket about an earlier key does not count for the new one", () => {
    const input = sampleInput("cja");
    const [entitlement, ticket, confirmation] = input.statements;
    if (!entitlement || !ticket || !confirmation) throw new Error("three statements");
    const old = { ...ticket, text: "https://old/keys/k", statedAt: "2026-10-01T10:00:00.000Z" };
    const word = { ...confirmation, statedAt: "2026-10-02T10:00:00.000Z" };
    const statements = [entitlement, old, word, ticket];
    expect(open({ ...input, statements })).toEqual(["confirmation/confirmation-names-key:unmet"]);
    const again = { ...confirmation, statedAt: "2026-11-02T10:00:00.000Z" };
    expect(open({ ...input, statements: [...statements, again] })).toEqual([]);
  });

  test("a ticket waits for a vault that serves CJA alone", () => {
    const keys = seen({ names: ["adobe-cja-cmk", "tokens"] });
    const input = sampleInput("cja", { vaultKeys: keys });
    expect(outcome({ ...input, statements: input.statements.slice(0, 1) }, "cja/ticket")).toEqual({
      kind: "blocked",
      by: ["cja/vault"],
    });
    expect(open(input)).toEqual(["vault/vault-no-other-keys:unmet", "ticket/vault-no-other-keys:unmet"]);
  });

  test("privilege: only a privileged role counts, and nobody needs one once the app is there", () => {
    const absent = seen({ exists: false as const, softDeleted: null }, "graph" as const);
    const roles = (...roleTemplateIds: string[]) =>
      seen({ objectId: "o", name: "n", roleTemplateIds }, "graph");
    const without = sampleInput("cja", {
      principal: absent,
      directoryRoles: roles("f2ef992c-3afb-46b9-b7cf-a126ee74c451"),
    });
    expect(outcome(without, "cja/privilege")).toEqual({
      kind: "needs",
      who: "entra-administrator",
      what: "privileged-role",
    });
    const held = sampleInput("cja", {
      principal: absent,
      directoryRoles: roles("9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3"),
    });
    expect(outcome(held, "cja/privilege")?.kind).toBe("done");
    expect(outcome(sampleInput("cja"), "cja/privilege")?.kind).toBe("done");
  });
});

describe("status of a part", () => {
  test("complete, then the key is disabled: at risk", () => {
    expect(evaluatePart(sampleInput("aep", { key: seen(sampleKey({ enabled: false })) })).status).toBe(
      "at-risk",
    );
  });

  test("a running attempt shows, a failure shows until it is mended", () => {
    const vault = seen({ exists: false as const, softDeleted: null });
    const input = sampleInput("aep", { vault });
    expect(outcome({ ...input, running: { "aep/vault": NOW } }, "aep/vault")).toMatchObject({
      kind: "waiting",
      reason: "running",
    });
    const failure = {
      kind: "refused",
      vendor: "azure",
      status: 403,
      code: "AuthorizationFailed",
      message: "no",
      requestId: null,
      retryable: false,
      retryAfterSeconds: null,
    } as const;
    expect(outcome({ ...input, failures: { "aep/vault": failure } }, "aep/vault")).toEqual({
      kind: "failed",
      failure,
    });
    expect(
      outcome({ ...input, failures: { "aep/vault": { ...failure, retryable: true } } }, "aep/vault")?.kind,
    ).toBe("ready");
  });
});
