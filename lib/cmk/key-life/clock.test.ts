import { describe, expect, test } from "vitest";
import { NOW, sampleInput, sampleKey, samplePrincipal, seen } from "@/test/sample-input";
import type { PartFacts } from "../facts";
import { levelOf } from "./clock";
import { plusDays } from "./duration";
import { endsFirst, keyLifeOf } from "./key-life";

const inDays = (days: number) => plusDays(NOW, days);
const deleted = { exists: false as const, softDeleted: { deletedOn: NOW, purgeOn: inDays(40) } };
const clock = (facts: PartFacts) => keyLifeOf(sampleInput("aep", facts)).clock;

describe("what ends first", () => {
  const cases: [string, PartFacts, object | null, number | null][] = [
    ["nothing does", {}, null, null],
    [
      "the key's expiry",
      { key: seen(sampleKey({ expires: inDays(23) })) },
      { end: "key-expires", at: inDays(23), effect: "purge", ended: false },
      30,
    ],
    [
      "it has expired",
      { key: seen(sampleKey({ expires: inDays(-1) })) },
      { end: "key-expired", effect: "purge", ended: true },
      0,
    ],
    [
      "it starts tomorrow",
      { key: seen(sampleKey({ notBefore: inDays(1) })) },
      { end: "key-not-yet-valid", effect: "purge", ended: true },
      0,
    ],
    [
      "it is disabled",
      { key: seen(sampleKey({ enabled: false })) },
      { end: "key-disabled", effect: "purge", ended: true },
      0,
    ],
    [
      "it is deleted",
      { key: seen(deleted) },
      { end: "key-deleted", at: inDays(40), effect: "purge", ended: true },
      0,
    ],
    [
      "the vault is deleted",
      { vault: seen(deleted) },
      { end: "vault-deleted", at: inDays(40), effect: "purge", ended: true },
      0,
    ],
    [
      "the app is disabled",
      { principal: seen(samplePrincipal({ enabled: false })) },
      { end: "principal-disabled", effect: "purge", ended: true },
      0,
    ],
    [
      "the subscription is disabled",
      { subscription: seen({ id: "s", state: "Disabled" }) },
      { end: "subscription-disabled", effect: "recoverable", ended: true },
      0,
    ],
    [
      "the subscription is past due",
      { subscription: seen({ id: "s", state: "PastDue" }) },
      { end: "subscription-past-due", at: null, ended: false },
      null,
    ],
    [
      "a key that was never made ends nothing",
      { key: seen({ exists: false as const, softDeleted: null }) },
      null,
      null,
    ],
    [
      "what has ended comes before what will",
      { key: seen(sampleKey({ expires: inDays(1) })), subscription: seen({ id: "s", state: "Disabled" }) },
      { end: "subscription-disabled" },
      0,
    ],
  ];
  test.each(cases)("%s", (_name, facts, first, level) => {
    const found = clock(facts);
    if (first === null) expect(found.first).toBeNull();
    else expect(found.first).toMatchObject(first);
    expect(found.level).toBe(level);
  });

  test("an old version that expires while it is needed", () => {
    const versions = [
      {
        version: sampleKey().version ?? "",
        enabled: true,
        created: inDays(-3),
        notBefore: null,
        expires: null,
      },
      { version: "a".repeat(32), enabled: true, created: inDays(-400), notBefore: null, expires: inDays(6) },
    ];
    expect(clock({ keyVersions: seen({ versions, total: 2 }) })).toMatchObject({
      first: { end: "old-version-expires", at: inDays(6), effect: "purge" },
      level: 7,
      daysLeft: 6,
    });
  });
});

test.each([
  [61, null],
  [60, 60],
  [30.5, 60],
  [30, 30],
  [14, 14],
  [7.1, 14],
  [7, 7],
  [1, 1],
  [0.1, 1],
  [0, 0],
])("%d days ahead is rung %s", (days, level) => {
  expect(levelOf(inDays(days), NOW)).toBe(level);
});

test("what nobody has seen is said, and is no good news", () => {
  const facts: PartFacts = { vault: undefined, key: undefined, principal: undefined };
  expect(clock(facts)).toMatchObject({
    first: null,
    unseen: ["vault", "key", "keyVersions", "principal", "subscription"],
  });
});

test("the first of both parts counts; what has ended counts as now", () => {
  const soon = clock({ key: seen(sampleKey({ expires: inDays(9) })) });
  const later = clock({ key: seen(sampleKey({ expires: inDays(90) })) });
  const over = clock({ key: seen(sampleKey({ enabled: false })) });
  expect(endsFirst([later, soon], NOW)).toBe(inDays(9));
  expect(endsFirst([later, over], NOW)).toBe(NOW);
  expect(endsFirst([clock({}), clock({})], NOW)).toBeNull();
});
