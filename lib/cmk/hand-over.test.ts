import { describe, expect, it, test } from "vitest";
import { handOverState, mayBeHandedOver, suggestedRecipient } from "./hand-over";
import { handOverSchema } from "./hand-over-schema";
import type { Outcome } from "./outcome";
import type { StepKind } from "./parts";

const NOW = new Date("2026-11-20T12:00:00Z");
const LATER = "2026-11-21T12:00:00.000Z";
const EARLIER = "2026-11-19T12:00:00.000Z";

describe("where a hand-over stands", () => {
  const rows: [string, string, string | null, string | null, Outcome["kind"]][] = [
    ["open", LATER, null, null, "ready"],
    ["opened", LATER, EARLIER, null, "ready"],
    ["opened", LATER, EARLIER, null, "failed"],
    ["done", LATER, null, null, "done"],
    ["done", EARLIER, null, null, "done"],
    ["expired", EARLIER, EARLIER, null, "ready"],
    ["expired", NOW.toISOString(), null, null, "waiting"],
    ["withdrawn", LATER, EARLIER, EARLIER, "done"],
    ["withdrawn", EARLIER, null, EARLIER, "ready"],
  ];
  test.each(rows)(
    "%s: until %s, opened %s, withdrawn %s, step %s",
    (state, expiresAt, openedAt, withdrawnAt, outcome) => {
      expect(handOverState({ expiresAt, openedAt, withdrawnAt }, outcome, NOW)).toBe(state);
    },
  );
});

const needs = (who: Extract<Outcome, { kind: "needs" }>["who"]): Outcome => ({
  kind: "needs",
  who,
  what: "x",
});
const ready: Outcome = { kind: "ready", repair: false };

test.each<[boolean, StepKind, Outcome]>([
  [true, "automatic", ready],
  [true, "automatic", needs("admin")],
  [false, "automatic", { kind: "done", at: null }],
  [false, "automatic", { kind: "blocked", by: ["aep/vault"] }],
  [false, "irreversible", ready],
  [false, "irreversible", needs("vault-owner")],
  [true, "statement", needs("adobe-administrator")],
  [false, "statement", needs("admin")],
  [false, "statement", needs("customer-care")],
  [true, "observed", needs("entra-administrator")],
  [false, "observed", needs("admin")],
])("may be handed over: %s for %s, %o", (expected, kind, outcome) => {
  expect(mayBeHandedOver({ kind, outcome })).toBe(expected);
});

test.each([
  ["entra-administrator", { id: "app", outcome: ready }],
  ["vault-owner", { id: "app", outcome: needs("vault-owner") }],
  ["entra-administrator", { id: "app-access", outcome: needs("admin") }],
  ["vault-owner", { id: "role", outcome: ready }],
  ["adobe-administrator", { id: "entitlement", outcome: needs("adobe-administrator") }],
] as const)("is meant for the %s", (recipient, step) => {
  expect(suggestedRecipient(step)).toBe(recipient);
});

describe("what is asked for", () => {
  it("is a week and no reason unless told", () => {
    expect(handOverSchema.parse({ recipient: "vault-owner", reason: "  " })).toEqual({
      recipient: "vault-owner",
      days: 7,
      reason: null,
    });
  });
  it.each([
    { recipient: "customer-care" },
    { recipient: "vault-owner", days: 2 },
    { recipient: "vault-owner", days: 365 },
    { recipient: "vault-owner", reason: "x".repeat(501) },
  ])("is refused: %o", (asked) => {
    expect(handOverSchema.safeParse(asked).success).toBe(false);
  });
});
