import { describe, expect, test } from "vitest";
import { NOW, sampleInput, sampleVault, seen } from "@/test/sample-input";
import { carryOver } from "./carry-over";
import type { Observed, PartFacts, VaultFacts } from "./facts";
import { firewallOf } from "./network/settling";
import type { StepKey } from "./parts";
import { evaluatePart } from "./progress";
import { valueOf } from "./value-of";
import { causesOf, WAIT_REASONS, WAITS, waitSince } from "./windows";

const windows = { rolePropagationSeconds: 600, firewallPropagationSeconds: 300 };
const SINCE = "2026-11-23T11:50:00.000Z";

describe("the table of windows", () => {
  test.each(WAIT_REASONS)(
    "%s has causes to look at, and a source for what it says is documented",
    (reason) => {
      const wait = WAITS[reason];
      const vendors = reason !== "running" && reason !== "cooling-off";
      if (vendors) expect(wait.causes.length).toBeGreaterThanOrEqual(3);
      if (wait.basis === "documented") expect(wait.source).toMatch(/^https:\/\/learn\.microsoft\.com\//);
      const patience = wait.patience(windows);
      if (vendors) expect(patience).toBeGreaterThan(0);
    },
  );

  test.each([
    ["role-propagation", "2026-11-23T11:59:59.999Z", "2026-11-23T12:00:00.000Z", undefined],
    ["role-propagation", "2026-11-23T12:00:00.000Z", "2026-11-23T12:00:00.000Z", true],
    ["firewall", "2026-11-23T11:54:59.000Z", "2026-11-23T11:55:00.000Z", undefined],
    ["dns", "2026-11-23T11:56:00.000Z", "2026-11-23T11:55:00.000Z", true],
    ["adobe-test", "2026-11-24T11:49:59.000Z", null, undefined],
    ["adobe-stores", "2026-11-24T11:50:00.000Z", null, true],
    ["running", "2027-11-24T11:50:00.000Z", null, undefined],
  ] as const)("%s at %s: until %s, overdue %s", (reason, now, until, overdue) => {
    expect(waitSince(reason, SINCE, windows, now)).toEqual({
      kind: "waiting",
      reason,
      since: SINCE,
      until,
      ...(overdue ? { overdue } : {}),
    });
  });

  test("a refusal by role or firewall has causes, another has none", () => {
    expect(causesOf("ForbiddenByRbac")?.reason).toBe("own-role");
    expect(causesOf("ForbiddenByFirewall")?.reason).toBe("firewall");
    expect(causesOf("ForbiddenByConnection")?.reason).toBe("firewall");
    expect(causesOf("KeyNotFound")).toBeNull();
    expect(causesOf(null)).toBeNull();
  });
});

const closed = sampleVault({ bypassAzureServices: false, ipRules: [] });
const settled = sampleVault();
const vaultOf = (facts: PartFacts) => valueOf(facts.vault) as VaultFacts;
const look = (vault: VaultFacts, at: string): Observed<VaultFacts> => seen(vault, "azure", at);

describe("a firewall change is noticed by the look after it", () => {
  const before = { vault: look(closed, "2026-11-23T11:40:00.000Z") };
  test("at that look, when Azure does not say when the vault was modified", () => {
    const { settling } = vaultOf(carryOver(before, { vault: look(settled, SINCE) }));
    expect(settling).toEqual({ since: SINCE, before: firewallOf(closed) });
  });
  test.each([
    ["between the looks: then", "2026-11-23T11:45:00.000Z", "2026-11-23T11:45:00.000Z"],
    ["before the look before: something else was modified then", "2026-11-23T11:30:00.000Z", SINCE],
    ["after this look: clocks differ", "2026-11-23T11:51:00.000Z", SINCE],
  ])("modified %s", (_name, modifiedOn, since) => {
    const after = { vault: look({ ...settled, modifiedOn }, SINCE) };
    expect(vaultOf(carryOver(before, after)).settling?.since).toBe(since);
  });
  test("it is kept while nothing changes, and the order of rules is no change", () => {
    const two = sampleVault({ ipRules: ["1.2.3.4", "20.88.123.53"] });
    const first = carryOver(before, { vault: look(two, SINCE) });
    const turned = sampleVault({ ipRules: ["20.88.123.53", "1.2.3.4"] });
    expect(vaultOf(carryOver(first, { vault: look(turned, NOW) })).settling?.since).toBe(SINCE);
  });
  test("the first look, and another vault, know of no change", () => {
    expect(vaultOf(carryOver({}, { vault: look(settled, NOW) })).settling).toBeUndefined();
    const other = sampleVault({ name: "kv-other" });
    expect(vaultOf(carryOver(before, { vault: look(other, NOW) })).settling).toBeUndefined();
  });
});

test("since when Adobe's status is what it is, is kept until it changes", () => {
  const config = (status: string, at: string) =>
    seen({ exists: true as const, name: "c", status, vaultUri: null, keyIdentifier: null }, "adobe", at);
  const first = carryOver({}, { config: config("RUNNING", SINCE) });
  const second = carryOver(first, { config: config("RUNNING", NOW) });
  expect(valueOf(second.config)).toMatchObject({ statusSince: SINCE });
  const third = carryOver(second, { config: config("COMPLETED", NOW) });
  expect(valueOf(third.config)).toMatchObject({ statusSince: NOW });
});

describe("after a firewall change", () => {
  const settling = { since: SINCE, before: firewallOf(closed) };
  const at = (now: string, facts: PartFacts = {}) =>
    evaluatePart(sampleInput("aep", { vault: seen({ ...settled, settling }), ...facts }, { now }));
  const outcome = (state: ReturnType<typeof at>, key: StepKey) =>
    state.steps.find((step) => step.key === key)?.outcome;
  const EARLY = "2026-11-23T11:59:59.000Z";

  test("the vault is not yet reachable, which is not wrong", () => {
    const state = at(EARLY);
    const vault = state.steps.find(({ id }) => id === "vault");
    expect(vault?.outcome).toEqual({ kind: "waiting", reason: "firewall", since: SINCE, until: NOW });
    const states = Object.fromEntries(vault?.requirements.map(({ id, state: seenAs }) => [id, seenAs]) ?? []);
    expect(states).toMatchObject({ "trusted-services": "waiting", "adobe-address": "waiting" });
    expect(state.status).toBe("waiting");
  });
  test("when the window is over it is done", () => {
    expect(outcome(at(NOW), "aep/vault")?.kind).toBe("done");
  });
  test("what Clavis does itself goes on; what Adobe will test waits", () => {
    const absent = seen({ exists: false as const, softDeleted: null });
    const state = at(EARLY, { key: absent, config: { ...absent, source: "adobe" } });
    expect(outcome(state, "aep/key")).toEqual({ kind: "ready", repair: false });
    expect(outcome(state, "aep/submit")).toEqual({ kind: "blocked", by: ["aep/vault", "aep/key"] });
  });
  test("one that takes nothing away from Adobe, or that let Adobe in before, is no reason to wait", () => {
    const wider = { since: SINCE, before: { ...firewallOf(settled), ipRules: ["20.88.0.0/16"] } };
    const vault = seen({ ...settled, settling: wider });
    expect(evaluatePart(sampleInput("aep", { vault }, { now: EARLY })).status).toBe("complete");
  });
  test("one that shuts Adobe out is wrong at once", () => {
    const vault = seen({ ...closed, settling: { since: SINCE, before: firewallOf(settled) } });
    const state = evaluatePart(sampleInput("aep", { vault }, { now: EARLY }));
    expect(outcome(state, "aep/vault")).toEqual({ kind: "ready", repair: true });
    expect(state.status).toBe("at-risk");
  });
  test("a refusal by the firewall within the window is part of the wait, after it a failure", () => {
    const failure = {
      kind: "blocked" as const,
      vendor: "key-vault" as const,
      status: 403,
      code: "ForbiddenByFirewall",
      message: "Client address is not authorized.",
      requestId: null,
      retryable: false,
      retryAfterSeconds: null,
    };
    const key = { at: NOW, source: "azure" as const, failure };
    expect(outcome(at(EARLY, { key }), "aep/key")).toMatchObject({
      kind: "waiting",
      reason: "firewall",
      until: NOW,
    });
    expect(outcome(at(NOW, { key }), "aep/key")).toEqual({ kind: "failed", failure });
  });
});

test("a vault that takes long to get its address is overdue; a wait of one's own role shows while a run works", () => {
  const vault = seen(sampleVault({ provisioningState: "RegisteringDns", createdOn: SINCE }));
  const state = evaluatePart(sampleInput("aep", { vault }));
  expect(state.steps.find(({ id }) => id === "vault")?.outcome).toEqual({
    kind: "waiting",
    reason: "dns",
    since: SINCE,
    until: "2026-11-23T11:55:00.000Z",
    overdue: true,
  });
  const wait = waitSince("own-role", NOW, windows, NOW);
  const absent = seen({ exists: false as const, softDeleted: null });
  const running = { running: { "aep/key": NOW } as const, waits: { "aep/key": wait } as const };
  const part = evaluatePart(sampleInput("aep", { key: absent }, running));
  expect(part.steps.find(({ id }) => id === "key")?.outcome).toEqual(wait);
});
