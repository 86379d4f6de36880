import { expect, test } from "vitest";
import { NOW, sampleKey } from "@/test/sample-input";
import type { KeyVersionFacts } from "../facts";
import { plusDays } from "./duration";
import { judgeVersions } from "./versions";

const CURRENT = sampleKey().version ?? "";
const OLD = "a".repeat(32);
const ago = (days: number) => plusDays(NOW, -days);
const version = (changes: Partial<KeyVersionFacts>): KeyVersionFacts => ({
  version: OLD,
  enabled: true,
  created: ago(600),
  notBefore: null,
  expires: null,
  ...changes,
});

test.each([
  ["replaced just now", 0, {}, "needed"],
  ["a second short of 28 days", 28 - 1 / 86_400, {}, "needed"],
  ["28 days", 28, {}, "safe"],
  ["a year", 365, {}, "safe"],
  ["disabled after 27 days", 27, { enabled: false }, "disabled-early"],
  ["disabled and long replaced", 40, { enabled: false }, "disabled"],
  ["its state is not known", 40, { enabled: null }, "safe"],
] as const)("an old version, %s", (_name, replaced, changes, state) => {
  const versions = [version(changes), version({ version: CURRENT, created: ago(replaced) })];
  const [current, old] = judgeVersions(sampleKey(), versions, NOW);
  expect(current).toMatchObject({ version: CURRENT, state: "current", replacedAt: null, safeFrom: null });
  expect(old).toMatchObject({
    version: OLD,
    state,
    replacedAt: ago(replaced),
    safeFrom: plusDays(ago(replaced), 28),
  });
});

test.each([
  ["a newer version that is disabled takes nothing over", { enabled: false }, null],
  ["one whose age is not known neither", { created: null }, null],
  ["one that starts later takes over when it starts", { notBefore: plusDays(NOW, 3) }, plusDays(NOW, 3)],
] as const)("%s", (_name, changes, replacedAt) => {
  const versions = [version({}), version({ version: CURRENT, created: ago(90), ...changes })];
  const old = judgeVersions(sampleKey(), versions, NOW)[1];
  expect(old).toMatchObject({ replacedAt, state: "needed" });
});

test("the current version is the key's, and is never safe to disable, however old", () => {
  const versions = [version({ version: CURRENT, created: ago(2000) }), version({ created: ago(1) })];
  const judged = judgeVersions(sampleKey(), versions, NOW);
  expect(judged[0]).toMatchObject({ version: CURRENT, state: "current", safeFrom: null });
});

test("each version is counted from its own successor", () => {
  const middle = version({ version: "b".repeat(32), created: ago(100) });
  const versions = [version({}), middle, version({ version: CURRENT, created: ago(5) })];
  expect(judgeVersions(sampleKey(), versions, NOW).map((one) => [one.state, one.replacedAt])).toEqual([
    ["current", null],
    ["needed", ago(5)],
    ["safe", ago(100)],
  ]);
});
