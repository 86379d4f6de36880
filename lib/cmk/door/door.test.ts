import { describe, expect, test } from "vitest";
import { NOW, sampleInput, sampleKey, sampleVault, seen } from "@/test/sample-input";
import type { PartFacts } from "../facts";
import type { PartInput } from "../input";
import { evaluatePart } from "../progress";
import type { ApprovalFacts } from "./approval";
import { doorOf, partWithDoor } from "./door";
import { DEFAULT_TERMS } from "./policy";
import { gateAt, type PolicyTerms } from "./terms";

const HASH = "a".repeat(64);
const NONE = { ...DEFAULT_TERMS };
const SECOND: PolicyTerms = { requireSecondApproval: true, coolingOffHours: 0 };
const BOTH: PolicyTerms = { requireSecondApproval: true, coolingOffHours: 24 };
const COOLING: PolicyTerms = { requireSecondApproval: false, coolingOffHours: 24 };
const absent = { config: seen({ exists: false as const, softDeleted: null }, "adobe") };
const ago = (hours: number) => new Date(Date.parse(NOW) - hours * 3_600_000).toISOString();

function asked(changes: Partial<ApprovalFacts> = {}): ApprovalFacts {
  return {
    id: "01900000-0000-7000-8000-000000000001",
    status: "requested",
    planHash: HASH,
    terms: NONE,
    requestedBy: "ada",
    requestedByName: "Ada",
    requestedAt: ago(1),
    decidedBy: null,
    decidedByName: null,
    decidedAt: null,
    reason: null,
    ...changes,
  };
}
const given = (hoursAgo: number, changes: Partial<ApprovalFacts> = {}) =>
  asked({ status: "approved", decidedBy: "ben", decidedByName: "Ben", decidedAt: ago(hoursAgo), ...changes });

const states = (
  terms: PolicyTerms,
  approval: ApprovalFacts | null = null,
  input: PartInput = sampleInput("aep", absent),
  planHash: string | null = HASH,
) => {
  const door = doorOf({ input, terms, approval, planHash });
  return { open: door.open, ...Object.fromEntries(door.gates.map(({ id, state }) => [id, state])) };
};

test("everything right, no policy: only the typed confirmation is left", () => {
  expect(states(NONE)).toEqual({
    open: true,
    checks: "open",
    fresh: "open",
    approval: "unneeded",
    "cooling-off": "unneeded",
    confirmation: "closed",
  });
});

describe("checks", () => {
  test.each<[string, PartFacts, string, string]>([
    ["key disabled", { key: seen(sampleKey({ enabled: false })) }, "aep/key", "key-enabled"],
    [
      "bypass off",
      { vault: seen(sampleVault({ bypassAzureServices: false })) },
      "aep/vault",
      "trusted-services",
    ],
    ["principal gone", { principal: seen({ exists: false, softDeleted: null }) }, "aep/app", "app-present"],
    ["never looked", { key: undefined }, "aep/key", "key-exists"],
  ])("%s closes the door and names the step", (_what, facts, step, requirement) => {
    const input = sampleInput("aep", { ...absent, ...facts });
    const door = doorOf({ input, terms: NONE, approval: null, planHash: HASH });
    expect(door.open).toBe(false);
    expect(door.gates[0]).toMatchObject({ id: "checks", state: "closed", reason: "checks-missing" });
    expect(door.gates[0]?.missing).toContainEqual(expect.objectContaining({ step, requirement }));
  });

  test("what is only recommended is said, and closes nothing", () => {
    const input = sampleInput("aep", { ...absent, vault: seen(sampleVault({ retentionDays: 7 })) });
    const door = doorOf({ input, terms: NONE, approval: null, planHash: HASH });
    expect(door.open).toBe(true);
    expect(door.advice).toContainEqual(
      expect.objectContaining({ step: "aep/vault", requirement: "retention" }),
    );
  });

  test("a vault that the CJA part uses as well is advised against", () => {
    const input = sampleInput("aep", absent, { otherVaultId: sampleVault({ name: "kv-sample-aep" }).id });
    const door = doorOf({ input, terms: NONE, approval: null, planHash: HASH });
    expect(door.advice.map(({ requirement }) => requirement)).toContain("vault-dedicated");
  });
});

test.each([
  [0, "open", "open"],
  [14.9, "open", "open"],
  [15, "closed", "closed"],
  [60, "closed", "closed"],
])("what was seen %d minutes ago: fresh is %s", (minutes, state) => {
  const now = new Date(Date.parse(NOW) + minutes * 60_000).toISOString();
  expect(states(NONE, null, sampleInput("aep", absent, { now }))).toMatchObject({ fresh: state });
});

test("a gate that was judged earlier opens or closes with the time", () => {
  const gate = { id: "fresh", state: "open", reason: null, until: NOW, missing: [] } as const;
  expect(gateAt({ ...gate, missing: [] }, ago(1)).state).toBe("open");
  expect(gateAt({ ...gate, missing: [] }, NOW)).toMatchObject({ state: "closed", reason: "too-old" });
  expect(gateAt({ ...gate, missing: [], id: "cooling-off", state: "waiting" }, NOW).state).toBe("open");
});

describe("approval and cooling-off", () => {
  const DAY = 24;
  test.each<[string, PolicyTerms, ApprovalFacts | null, string, string, boolean]>([
    ["nothing requested", SECOND, null, "closed", "unneeded", false],
    ["requested", SECOND, asked(), "closed", "unneeded", false],
    ["approved", SECOND, given(0), "open", "unneeded", true],
    ["declined", SECOND, given(0, { status: "declined" }), "closed", "unneeded", false],
    ["withdrawn", SECOND, given(0, { status: "withdrawn" }), "closed", "unneeded", false],
    ["used", SECOND, given(0, { status: "used" }), "closed", "unneeded", false],
    ["another plan approved", SECOND, given(0, { planHash: "b".repeat(64) }), "closed", "unneeded", false],
    ["just under 7 days", SECOND, given(7 * DAY - 0.1), "open", "unneeded", true],
    ["7 days", SECOND, given(7 * DAY), "closed", "unneeded", false],
    ["request of 7 days", SECOND, asked({ requestedAt: ago(7 * DAY) }), "closed", "unneeded", false],
    ["approved, cooling", BOTH, given(23.9), "open", "waiting", false],
    ["approved, cooled", BOTH, given(24), "open", "open", true],
    ["requested long ago, not approved", BOTH, asked({ requestedAt: ago(48) }), "closed", "closed", false],
    ["cooled, then expired", BOTH, given(8 * DAY), "closed", "closed", false],
    [
      "a week of cooling still leaves a week",
      { ...BOTH, coolingOffHours: 168 },
      given(200),
      "open",
      "open",
      true,
    ],
    ["cooling alone, not requested", COOLING, null, "unneeded", "closed", false],
    ["cooling alone", COOLING, asked({ requestedAt: ago(23) }), "unneeded", "waiting", false],
    ["cooling alone, over", COOLING, asked({ requestedAt: ago(24) }), "unneeded", "open", true],
    ["loosened since: keeps its terms", NONE, asked({ terms: SECOND }), "closed", "unneeded", false],
    ["tightened since: the new terms", BOTH, given(1, { terms: SECOND }), "open", "waiting", false],
  ])("%s", (_what, terms, approval, second, cooling, open) => {
    expect(states(terms, approval)).toMatchObject({ approval: second, "cooling-off": cooling, open });
  });

  test("the submit step says whose move it is; without a live request it stays ready", () => {
    const input = sampleInput("aep", absent);
    const outcomeFor = (terms: PolicyTerms, approval: ApprovalFacts | null) => {
      const door = doorOf({ input, terms, approval, planHash: HASH });
      return partWithDoor(evaluatePart(input), door, NOW).steps.find(({ id }) => id === "submit")?.outcome;
    };
    expect(outcomeFor(SECOND, null)).toMatchObject({ kind: "ready" });
    expect(outcomeFor(SECOND, asked())).toMatchObject({ kind: "needs", who: "second-admin" });
    expect(outcomeFor(COOLING, asked())).toMatchObject({ kind: "waiting", reason: "cooling-off" });
    expect(outcomeFor(SECOND, given(0))).toMatchObject({ kind: "ready" });
  });
});
