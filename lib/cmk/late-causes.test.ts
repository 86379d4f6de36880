import { describe, expect, test } from "vitest";
import { NOW, sampleInput, sampleKey, sampleVault, seen } from "@/test/sample-input";
import { CHECK_IDS } from "./checks/check-ids";
import type { VendorFailure } from "./facts";
import type { PartInput } from "./input";
import { lateCausesOf } from "./late-causes";
import type { Outcome } from "./outcome";
import { evaluatePart } from "./progress";
import { valueOf } from "./value-of";
import { WAIT_REASONS, WAITS, waitSince } from "./windows";

const LONG_AGO = "2026-11-20T12:00:00.000Z";
const windows = { rolePropagationSeconds: 600, firewallPropagationSeconds: 600 };
const late = (reason: (typeof WAIT_REASONS)[number]) => waitSince(reason, LONG_AGO, windows, NOW);
const refused = (code: string): Outcome => ({ kind: "failed", failure: { code } as VendorFailure });
const ranked = (input: PartInput, outcome: Outcome) =>
  lateCausesOf(input, outcome)?.causes.map(({ id, state }) => `${id} ${state}`);

describe("past its window", () => {
  test.each(WAIT_REASONS.filter((reason) => WAITS[reason].causes.length > 0))(
    "%s names every cause once, and nothing is found where the checks are content",
    (reason) => {
      const found = lateCausesOf(sampleInput("aep"), late(reason));
      expect(found?.reason).toBe(reason);
      expect(found?.causes.map(({ id }) => id).sort()).toEqual([...WAITS[reason].causes].sort());
      expect(found?.causes.filter(({ state }) => state === "found")).toEqual([]);
      for (const { check } of found?.causes ?? []) expect([null, ...CHECK_IDS]).toContain(check);
    },
  );
  test("nothing is late within it, nor when something else was refused", () => {
    const early = waitSince("firewall", NOW, windows, NOW);
    expect(lateCausesOf(sampleInput("aep"), early)).toBeNull();
    expect(lateCausesOf(sampleInput("aep"), refused("KeyNotFound"))).toBeNull();
    expect(lateCausesOf(sampleInput("aep"), { kind: "done", at: NOW })).toBeNull();
  });
});

describe("what the checks find comes first, what they rule out last", () => {
  test("the firewall: a list that Azure ignores", () => {
    const vault = seen(sampleVault({ publicNetworkAccess: "Disabled", ipRules: ["20.88.123.53"] }));
    const input = sampleInput("aep", { vault });
    const causes = lateCausesOf(input, refused("ForbiddenByFirewall"))?.causes;
    expect(causes?.[0]).toEqual({
      id: "inert",
      state: "found",
      check: "NET-03",
      observed: "20.88.123.53",
      step: "aep/vault",
    });
    expect(causes?.at(-1)).toMatchObject({ state: "clear" });
  });
  test("the firewall: set back, and a perimeter", () => {
    const back = seen(sampleVault({ bypassAzureServices: false, ipRules: [] }));
    expect(ranked(sampleInput("aep", { vault: back }), refused("ForbiddenByConnection"))?.[0]).toBe(
      "policy found",
    );
    const inside = seen(sampleVault({ publicNetworkAccess: "SecuredByPerimeter" }));
    const causes = lateCausesOf(sampleInput("aep", { vault: inside }), late("firewall"))?.causes;
    expect(causes?.find(({ id }) => id === "perimeter")).toMatchObject({ state: "found", step: null });
  });
  test("one's own role: the vault still goes by access policies", () => {
    const vault = seen(sampleVault({ rbac: false }));
    expect(ranked(sampleInput("aep", { vault }), refused("ForbiddenByRbac"))?.[0]).toBe("policies found");
    expect(ranked(sampleInput("aep"), refused("ForbiddenByRbac"))?.at(-1)).toBe("policies clear");
  });
  test("Adobe’s role: a deny assignment, not the condition", () => {
    const denied = { id: "d", name: "Locked", scope: "/", principalIds: [], actions: [] };
    const input = sampleInput("aep", { denyAssignments: seen({ list: [denied] as never }) });
    const causes = ranked(input, late("role-propagation")) ?? [];
    expect(causes[0]).toBe("deny found");
    expect(causes).toContain("condition clear");
  });
  test("Adobe’s test: the key was disabled, the rest is fine", () => {
    const input = sampleInput("aep", { key: seen(sampleKey({ enabled: false })) });
    const causes = lateCausesOf(input, late("adobe-test"))?.causes ?? [];
    expect(causes[0]).toMatchObject({ id: "key", state: "found", check: "KEY-04", step: "aep/key" });
    expect(causes.map(({ state }) => state)).toContain("clear");
    expect(causes.find(({ id }) => id === "care")?.state).toBe("unseen");
  });
  test("a key that ends some day is no cause; one that has ended is", () => {
    const ends = (expires: string) =>
      ranked(sampleInput("aep", { key: seen(sampleKey({ expires })) }), late("adobe-stores"))?.[0];
    expect(ends("2026-12-01T00:00:00.000Z")).not.toBe("key found");
    expect(ends("2026-11-01T00:00:00.000Z")).toBe("key found");
  });
});

test("an enablement that Adobe has not finished within a day is late, with its causes, by the rules of the part", () => {
  const usual = valueOf(sampleInput("aep").facts.config);
  if (!usual?.exists) throw new Error("no configuration in the sample");
  const config = seen({ ...usual, status: "RUNNING", statusSince: LONG_AGO }, "adobe");
  const input = sampleInput("aep", { config, vault: seen(sampleVault({ bypassAzureServices: false })) });
  const step = evaluatePart(input).steps.find(({ id }) => id === "enablement");
  expect(step?.outcome).toMatchObject({ kind: "waiting", overdue: true });
  expect(step && ranked(input, step.outcome)?.[0]).toBe("firewall found");
});
