import { describe, expect, test } from "vitest";
import { open, outcome } from "@/test/part-outcome";
import { NOW, sampleInput, sampleKey, sampleVault, seen } from "@/test/sample-input";
import type { KeyFacts, VaultFacts } from "../facts";
import { evaluatePart } from "../progress";

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
