import { describe, expect, it, test } from "vitest";
import { days, failure, judge, key, ROWS } from "@/test/fixtures/check-rows";
import { NOW, sampleInput } from "@/test/sample-input";
import { CHECK_IDS } from "./check-ids";
import { judgeChecks } from "./judge-checks";
import { CHECKS } from "./registry";

describe("one check", () => {
  test.each(ROWS)("%s: %s when %j", (id, state, facts, reason, more) => {
    const result = judge(id, facts, more);
    expect([result.state, result.state === "pass" ? null : (result.reason?.key ?? null)]).toEqual([
      state,
      state === "pass" ? null : reason,
    ]);
  });

  it("has a row for each check that AEP has, and the catalogue is whole", () => {
    expect(CHECKS.map(({ id }) => id)).toEqual(CHECK_IDS);
    const tried = new Set(ROWS.map(([id]) => id));
    expect(CHECKS.filter(({ id, parts }) => parts.includes("aep") && !tried.has(id))).toEqual([]);
  });

  it("gets worse as an expiry comes nearer", () => {
    const at = (expires: string) => judge("KEY-06", key({ expires }));
    expect([at(days(45)), at(days(20)), at(days(-1))].map(({ severity }) => severity)).toEqual([
      "medium",
      "high",
      "critical",
    ]);
    expect(judge("KEY-06", {})).toMatchObject({ severity: "info", failureClass: "hygiene" });
  });
});

describe("what was not seen", () => {
  it("is unknown, whatever kept it from being seen", () => {
    for (const kind of ["refused", "throttled", "unavailable", "nonsense", "unauthenticated"]) {
      const hidden = { vault: { at: NOW, source: "azure", failure: failure(kind) } };
      const rested = CHECKS.filter(({ reads, parts }) => reads.includes("vault") && parts.includes("aep"));
      for (const { id } of rested) expect([id, judge(id, hidden).state]).toEqual([id, "unknown"]);
    }
  });

  it("names the right that is lacking, and only when it was refused", () => {
    const refused = { vault: { at: NOW, source: "azure", failure: failure("refused") } };
    expect(judge("VLT-03", refused)).toMatchObject({
      lacks: "Microsoft.KeyVault/vaults/read",
      reason: { key: "failure-refused", params: { code: "AuthorizationFailed" } },
    });
    const slow = { vault: { at: NOW, source: "azure", failure: failure("unavailable") } };
    expect(judge("VLT-03", slow).lacks).toBeNull();
  });
});

describe("the CJA part", () => {
  it("has a vault of its own, an app of its own and Customer Care's word", () => {
    const results = judgeChecks(sampleInput("cja", {}));
    const ids = results.map(({ check }) => check);
    for (const id of ["ID-02", "VLT-09", "ADB-05"] as const) expect(ids).toContain(id);
    for (const id of ["ID-01", "KEY-11", "ADB-01"] as const) expect(ids).not.toContain(id);
  });
});
