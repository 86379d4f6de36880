import { describe, expect, test } from "vitest";
import { changePolicy, DEFAULT_POLICY, type Policy, termsInForce, updatePolicySchema } from "./policy";

const NOW = "2026-11-23T12:00:00.000Z";
const at = (hours: number) => new Date(Date.parse(NOW) + hours * 3_600_000).toISOString();
const policy = (requireSecondApproval: boolean, coolingOffHours: number): Policy => ({
  ...DEFAULT_POLICY,
  requireSecondApproval,
  coolingOffHours,
});
const terms = (requireSecondApproval: boolean, coolingOffHours: number) => ({
  requireSecondApproval,
  coolingOffHours,
});

test("asks for nothing unless told", () => {
  expect(termsInForce(DEFAULT_POLICY, NOW)).toEqual(terms(false, 0));
});

describe("a change", () => {
  test.each([
    ["tightened: at once", policy(false, 0), terms(true, 48), 0, terms(true, 48), null],
    ["approval dropped: the next day", policy(true, 0), terms(false, 0), 23.9, terms(true, 0), 24],
    ["approval dropped, a day later", policy(true, 0), terms(false, 0), 24, terms(false, 0), 24],
    ["less cooling: after the old cooling", policy(false, 100), terms(false, 1), 99, terms(false, 100), 100],
    ["less cooling, later", policy(false, 100), terms(false, 1), 100, terms(false, 1), 100],
    ["one up, one down: the stricter of both", policy(true, 0), terms(false, 12), 1, terms(true, 12), 24],
    ["nothing changed", policy(true, 5), terms(true, 5), 0, terms(true, 5), null],
  ])("%s", (_what, before, wanted, hours, inForce, delay) => {
    const after = changePolicy(before, wanted, NOW);
    expect(termsInForce({ ...after, revision: 2 }, at(hours))).toEqual(inForce);
    expect(after.stricter?.until ?? null).toBe(delay === null ? null : at(delay));
  });

  test("cannot be shortened by loosening twice, nor lengthened by saving again", () => {
    const first: Policy = { ...changePolicy(policy(true, 48), terms(true, 1), NOW), revision: 2 };
    const again: Policy = { ...changePolicy(first, terms(true, 1), at(10)), revision: 3 };
    expect(again.stricter?.until).toBe(at(48));
    const further = changePolicy(first, terms(false, 0), at(10));
    expect(further.stricter).toEqual({ ...terms(true, 48), until: at(58) });
    expect(changePolicy(first, terms(true, 48), at(10)).stricter).toBeNull();
  });
});

test.each([-1, 169, 1.5, Number.NaN])("%d hours are refused", (coolingOffHours) => {
  const given = { requireSecondApproval: false, coolingOffHours, revision: 0 };
  expect(updatePolicySchema.safeParse(given).success).toBe(false);
});
