import { describe, expect, test } from "vitest";
import en from "@/messages/en.json";
import fr from "@/messages/fr.json";
import { NOW, sampleInput, sampleKey, sampleVault, seen } from "@/test/sample-input";
import type { PartFacts } from "../facts";
import type { PartInput } from "../input";
import { evaluatePart } from "../progress";
import { CAUSES, failureCauses } from "./failure-causes";

const ago = (hours: number) => new Date(Date.parse(NOW) - hours * 3_600_000).toISOString();

describe("why Adobe may have failed", () => {
  const FAILED = {
    exists: true as const,
    name: "c",
    status: "FAILED" as const,
    vaultUri: null,
    keyIdentifier: null,
  };
  const causes = (facts: PartFacts, changes: Partial<PartInput> = {}) =>
    failureCauses(sampleInput("aep", { config: seen(FAILED, "adobe"), ...facts }, changes));

  test("nothing is guessed while Adobe has not failed", () => {
    expect(failureCauses(sampleInput("aep"))).toEqual([]);
  });

  test.each<[string, PartFacts, string, string]>([
    ["key disabled", { key: seen(sampleKey({ enabled: false })) }, "key-disabled", "aep/key"],
    ["key expired", { key: seen(sampleKey({ expires: ago(1) })) }, "key-expired", "aep/key"],
    ["key too small", { key: seen(sampleKey({ size: 2048 })) }, "key-size", "aep/key"],
    ["no unwrap", { key: seen(sampleKey({ operations: ["wrapKey"] })) }, "key-operations", "aep/key"],
    [
      "bypass off",
      { vault: seen(sampleVault({ bypassAzureServices: false })) },
      "firewall-bypass",
      "aep/vault",
    ],
    ["other tenant", { vault: seen(sampleVault({ tenantId: "t" })) }, "wrong-tenant", "aep/vault"],
    [
      "vault soft-deleted",
      { vault: seen({ exists: false, softDeleted: { deletedOn: NOW, purgeOn: NOW } }) },
      "vault-soft-deleted",
      "aep/vault",
    ],
    [
      "principal gone",
      { principal: seen({ exists: false, softDeleted: null }) },
      "principal-absent",
      "aep/app",
    ],
  ])("%s comes first, as sure, with the step that mends it", (_what, facts, id, step) => {
    expect(causes(facts)[0]).toMatchObject({ id, step, likelihood: "sure" });
  });

  test("the stores that cannot pass come before the monitor that cannot look", () => {
    const shut = sampleVault({ bypassAzureServices: false, defaultAction: "Deny", ipRules: [] });
    expect(causes({ vault: seen(shut) }).map(({ id }) => id)).toEqual([
      "firewall-bypass",
      "monitor-shut-out",
    ]);
  });

  test("whatever must be true before the key is sent is a cause with a name", () => {
    const bare = { exists: false as const, softDeleted: null };
    const worlds = [
      {},
      { vault: seen(bare), key: seen(bare), principal: seen(bare), assignments: undefined },
    ];
    const inputs = [
      ...worlds.map((facts) => sampleInput("aep", facts)),
      sampleInput("aep", {
        vault: seen(sampleVault({ sku: "managed-hsm", uri: "https://hsm-one.managedhsm.azure.net/" })),
      }),
    ];
    const musts = inputs.flatMap((input) =>
      evaluatePart(input).steps.flatMap(({ id, requirements }) =>
        id === "submit" || id === "enablement" ? [] : requirements.filter(({ weight }) => weight === "must"),
      ),
    );
    const named = new Set(CAUSES.map(([requirement]) => requirement));
    expect(musts.map(({ id }) => id).filter((id) => id !== "shield-bought" && !named.has(id))).toEqual([]);
    for (const { of } of [en.causes, fr.causes] as { of: Record<string, string> }[])
      for (const [, cause] of CAUSES) expect(of[cause], cause).toBeTruthy();
  });

  test("what is wrong goes before what is not settled", () => {
    const input = sampleInput("aep");
    const { assignments } = input.facts;
    if (!assignments || !("value" in assignments)) throw new Error("sample");
    const list = assignments.value.list.map((entry) => ({ ...entry, createdOn: NOW }));
    const young = { ...assignments, value: { ...assignments.value, list } };
    const facts = { assignments: young, key: seen(sampleKey({ enabled: false })) };
    expect(causes(facts).map(({ id, likelihood }) => [id, likelihood])).toEqual([
      ["key-disabled", "sure"],
      ["role-not-effective", "likely"],
    ]);
  });

  test("all green: propagation, then the ticket", () => {
    expect(causes({}).map(({ id, likelihood }) => [id, likelihood])).toEqual([
      ["propagation", "possible"],
      ["ask-adobe", "possible"],
    ]);
  });
});
