import { describe, expect, test } from "vitest";
import { NOW, sampleInput, sampleKey, sampleVault, seen } from "@/test/sample-input";
import { assembleInputs, choicesFor, relevantFacts, type StoredPart } from "./assemble-input";
import { judgeKey, judgeVault } from "./candidates";
import { keyChoiceSchema, suggestChoices, vaultChoiceSchema } from "./choices";
import { judgeOrganisation } from "./compliance";
import type { PartId } from "./parts";
import { may, PERMISSIONS, ROLES } from "./permissions";
import { evaluatePart } from "./progress";
import { ticketText } from "./ticket-text";

const organisation = { ...sampleInput().organisation, id: "0198a0c0-0000-7000-8000-00000000beef" };
const at = { now: NOW, rolePropagationSeconds: 600, firewallPropagationSeconds: 600 };
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

function stored(part: PartId, changes: Partial<StoredPart> = {}): StoredPart {
  const { choices, facts, statements } = sampleInput(part);
  return { choices, facts, statements, attempts: {}, running: {}, failures: {}, run: null, ...changes };
}
const assemble = (aep: Partial<StoredPart> = {}, cja: Partial<StoredPart> = {}) =>
  assembleInputs(organisation, { aep: stored("aep", aep), cja: stored("cja", cja) }, at);

describe("from what is stored to what the rules take", () => {
  test("each part knows the other's vault", () => {
    const { aep, cja } = assemble();
    expect(cja.otherVaultId).toBe(sampleVault({ name: "kv-sample-aep" }).id);
    expect(aep.otherVaultId).toBe(sampleVault({ name: "kv-sample-cja" }).id);
    expect([evaluatePart(aep).status, evaluatePart(cja).status]).toEqual(["complete", "complete"]);
  });

  test("a vault that the other part has chosen counts before it was seen", () => {
    const { choices } = sampleInput("cja");
    const { cja } = assemble({ facts: {}, choices });
    expect(evaluatePart(cja).status).toBe("at-risk");
    expect(cja.otherVaultId).toBe(sampleVault({ name: "kv-sample-cja" }).id);
  });

  test("both parts of one organisation never share a suggested vault, and suggestions never change", () => {
    const [aep, cja] = [choicesFor(organisation, "aep", {}), choicesFor(organisation, "cja", {})];
    expect(aep.vault.name).not.toBe(cja.vault.name);
    expect(choicesFor(organisation, "aep", {})).toEqual(aep);
  });

  test("facts about a vault or key that is no longer chosen say nothing", () => {
    const { choices, facts } = sampleInput();
    const otherVault = { ...choices, vault: { ...choices.vault, name: "kv-other" } };
    expect(Object.keys(relevantFacts(facts, otherVault)).sort()).toEqual([
      "config",
      "principal",
      "registration",
    ]);
    const otherKey = { ...choices, key: { ...choices.key, name: "other" } };
    expect(relevantFacts(facts, otherKey).key).toBeUndefined();
    expect(relevantFacts(facts, otherKey).vault).toBeDefined();
    const renamed = { ...choices, vault: { ...choices.vault, name: choices.vault.name.toUpperCase() } };
    expect(relevantFacts(facts, renamed)).toEqual(facts);
  });

  test("a failure counts until somebody has looked again", () => {
    const late = "2026-11-23T13:00:00.000Z";
    const early = "2026-11-23T11:00:00.000Z";
    const failed = (endedAt: string) =>
      assemble({ failures: { "aep/vault": failure }, attempts: { "aep/vault": { endedAt } } });
    expect(failed(late).aep.failures).toEqual({ "aep/vault": failure });
    expect(failed(early).aep.failures).toEqual({});
  });

  test("a run shows at the step that it is at, while it is active", () => {
    const run = { currentStep: "aep/key" as const, createdAt: NOW };
    expect(assemble({ run: { ...run, status: "waiting" } }).aep.running).toEqual({ "aep/key": NOW });
    expect(assemble({ run: { ...run, status: "failed" } }).aep.running).toEqual({});
  });
});

describe("suggested names are names that Azure takes", () => {
  test.each([
    "Contoso Health",
    "École Supérieure",
    "4 You",
    "北京",
    "A",
    "-",
    "Very Long Organisation Name of the North",
  ])("%s", (name) => {
    for (const part of ["aep", "cja"] as const) {
      const { vault, key } = suggestChoices(name, part, "a1b2c3");
      expect(vaultChoiceSchema.safeParse(vault).error).toBeUndefined();
      expect(keyChoiceSchema.safeParse(key).error).toBeUndefined();
    }
  });
});

describe("candidates", () => {
  const input = sampleInput("cja");
  test.each([
    ["right as it is", {}, "fits"],
    ["purge protection off", { purgeProtection: false }, "fits-after-changes"],
    ["another tenant", { tenantId: "elsewhere" }, "does-not-fit"],
    ["behind a perimeter", { publicNetworkAccess: "SecuredByPerimeter" as const }, "does-not-fit"],
  ])("a vault, %s", (_name, changes, fit) => {
    expect(judgeVault(input, sampleVault({ name: "kv-mine", ...changes }), []).fit).toBe(fit);
  });

  test("for CJA: AEP's vault and a vault with other keys do not fit", () => {
    expect(judgeVault(input, sampleVault({ name: "kv-sample-aep" }), []).fit).toBe("does-not-fit");
    expect(judgeVault(input, sampleVault({ name: "kv-shared" }), ["tokens"]).fit).toBe("does-not-fit");
    expect(judgeVault(sampleInput("aep"), sampleVault({ name: "kv-shared" }), ["tokens"]).fit).toBe("fits");
  });

  test.each([
    ["3072", { size: 3072 }, "fits", []],
    ["2048", { size: 2048 }, "does-not-fit", ["key-size"]],
    ["disabled", { enabled: false }, "fits-after-changes", ["key-enabled"]],
    ["elliptic", { type: "EC", size: null }, "does-not-fit", ["key-type"]],
  ])("a key, %s", (_name, changes, fit, reasons) => {
    const judged = judgeKey(input, sampleKey(changes));
    expect([judged.fit, judged.reasons.map(({ id }) => id)]).toEqual([fit, reasons]);
  });
});

describe("the leader's verdict", () => {
  const judge = (...inputs: ReturnType<typeof sampleInput>[]) => judgeOrganisation(inputs.map(evaluatePart));
  const empty = (part: PartId) => sampleInput(part, {}, { facts: {}, statements: [] });

  test("protected only when both parts are complete, bought or not", () => {
    expect(judge(sampleInput("aep"), sampleInput("cja")).verdict).toBe("protected");
    expect(judge(sampleInput("aep"), empty("cja")).verdict).toBe("in-setup");
    expect(judge(empty("aep"), empty("cja"))).toMatchObject({ verdict: "not-started", verifiedAt: null });
  });

  test("at risk with its reason, and dated by the oldest fact", () => {
    const old = "2026-11-20T00:00:00.000Z";
    const verdict = judge(
      sampleInput("aep", { key: seen(sampleKey({ enabled: false }), "azure", old) }),
      sampleInput("cja"),
    );
    expect(verdict).toMatchObject({ verdict: "at-risk", verifiedAt: old });
    expect(verdict.reasons).toEqual([
      {
        part: "aep",
        step: "key",
        requirement: "key-enabled",
        observed: "disabled",
        reason: { key: "key-disabled", params: {} },
      },
    ]);
  });
});

describe("permissions", () => {
  test.each([
    "organisation.create",
    "organisation.update",
    "setup.plan",
    "setup.choose",
    "setup.apply",
    "setup.attest",
  ] as const)("%s is the admin's alone", (permission) => {
    expect(ROLES.filter((role) => may([role], permission))).toEqual(["admin"]);
  });
  test("nobody has a permission without a role", () => {
    for (const permission of Object.keys(PERMISSIONS))
      expect(may([], permission as keyof typeof PERMISSIONS)).toBe(false);
  });
});

describe("the text for Customer Care", () => {
  test("names the key, the vault, the organisation and what was granted", () => {
    const text = ticketText(sampleInput("cja"), { name: "Ada Admin", email: "ada@sample.example" }) ?? "";
    for (const part of [
      "https://kv-sample-cja.vault.azure.net/keys/adobe-cja-cmk",
      "7F3A2C915B1E4D880A495CC1@AdobeOrg",
      "va7",
      "251e3919-1940-4296-bb8b-6b9a5e8a4805",
      "11111111-aaaa-4aaa-8aaa-000000000001",
      "Sample",
      sampleVault({ name: "kv-sample-cja" }).id,
      "kv-sample-aep",
      "adobe-cja-cmk (no others)",
      "purge protection on, permission model Azure RBAC, trusted Microsoft services allowed",
      "Key Vault Crypto Service Encryption User (e147488a-f6f5-4113-8e2d-b22465e65bf6)",
      "0c000000-0000-4000-8000-000000000001 on /subscriptions/",
      "Assigned: 2026-11-01 00:00 UTC, seen 2026-11-23 12:00 UTC",
      "Contact: Ada Admin, ada@sample.example",
    ])
      expect(text).toContain(part);
  });
  test("says of the vault and the role what was seen, and no more", () => {
    const input = sampleInput("cja", {
      vault: seen(sampleVault({ name: "kv-sample-cja", purgeProtection: false, bypassAzureServices: false })),
      vaultKeys: seen({ names: ["adobe-cja-cmk", "tokens"] }),
      assignments: seen({ scope: "", list: [] }),
    });
    const text = ticketText(input) ?? "";
    expect(text).toContain("purge protection off");
    expect(text).toContain("Microsoft services not allowed");
    expect(text).toContain("Keys in the vault: adobe-cja-cmk, tokens\n");
    expect(text).toContain("Role: not seen");
    expect(text).not.toContain("Contact");
  });
  test("is not written before the key was seen", () => {
    expect(ticketText(sampleInput("cja", { key: undefined }))).toBeNull();
  });
});
