import { describe, expect, test } from "vitest";
import { open, outcome } from "@/test/part-outcome";
import { NOW, sampleInput, sampleKey, seen } from "@/test/sample-input";
import { evaluatePart } from "../progress";

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
