import { afterAll, beforeAll, expect, it } from "vitest";
import type { PartFacts } from "@/lib/cmk/facts";
import {
  latestObservations,
  listObservations,
  observationsAt,
  recordObservations,
  toPartFacts,
} from "./observations";
import { openTestWorld, type TestWorld } from "./test-world";
import { readWithScope, withScope } from "./transaction";

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.end());

const time = (minute: number) => `2026-03-01T08:${String(minute).padStart(2, "0")}:00.000Z`;
const names = (minute: number, ...list: string[]): PartFacts => ({
  vaultKeys: { at: time(minute), source: "azure", value: { names: list } },
});
const failed = (minute: number, requestId: string): PartFacts => ({
  config: {
    at: time(minute),
    source: "adobe",
    failure: {
      kind: "unavailable",
      vendor: "adobe",
      status: 503,
      code: null,
      message: requestId,
      requestId,
      retryable: true,
      retryAfterSeconds: null,
    },
  },
});
const record = (facts: PartFacts) =>
  withScope(world.scope, (tx) => recordObservations(tx, world.mine.id, "aep", facts));
const history = () =>
  readWithScope(world.scope, (tx) => listObservations(tx, world.mine.id, { subject: "vaultKeys" }));
const latest = async () =>
  toPartFacts(await readWithScope(world.scope, (tx) => latestObservations(tx, world.mine.id)), "aep");

it("stores unchanged facts once and moves their time", async () => {
  expect(await record(names(1, "a"))).toEqual(["vaultKeys"]);
  expect(await record(names(2, "a"))).toEqual([]);
  expect(await record(names(3, "a", "b"))).toEqual(["vaultKeys"]);
  expect(await record({ ...names(4, "a"), ...failed(4, "r-1") })).toEqual(["vaultKeys", "config"]);
  expect(await record({ ...names(5, "a"), ...failed(5, "r-2") })).toEqual([]);
  const rows = await history();
  expect(rows.map((row) => [row.firstObservedAt.toISOString(), row.lastObservedAt.toISOString()])).toEqual([
    [time(4), time(5)],
    [time(3), time(3)],
    [time(1), time(2)],
  ]);
  expect(await latest()).toMatchObject(names(5, "a"));
  expect(await record({})).toEqual([]);
});

it("drops a look that is older than what is known", async () => {
  expect(await record(names(2, "old"))).toEqual([]);
  expect(await record(names(4, "a"))).toEqual([]);
  expect(await latest()).toMatchObject(names(5, "a"));
});

it("survives looks at the same moment", async () => {
  const results = await Promise.all([6, 6, 7, 7, 8].map((minute) => record(names(minute, "x"))));
  expect(results.filter((changed) => changed.length > 0)).toHaveLength(1);
  expect(await latest()).toMatchObject(names(8, "x"));
});

it("knows several moments at once, none of them later than itself", async () => {
  const moments = [2, 3].map((minute) => new Date(time(minute)));
  const known = await readWithScope(world.scope, (tx) => observationsAt(tx, world.mine.id, moments));
  expect(
    known.map(({ moment, facts, lastObservedAt }) => [
      moment,
      (facts as { value: object }).value,
      lastObservedAt <= moment,
    ]),
  ).toEqual([
    [moments[0], { names: ["a"] }, true],
    [moments[1], { names: ["a", "b"] }, true],
  ]);
});

it("knows what was known at a time", async () => {
  const at = async (minute: number) => {
    const known = await readWithScope(world.scope, (tx) =>
      observationsAt(tx, world.mine.id, [new Date(time(minute))]),
    );
    const seen = toPartFacts(known, "aep").vaultKeys;
    return seen && "value" in seen ? seen.value.names : null;
  };
  expect(await Promise.all([0, 2, 3, 4, 9].map(at))).toEqual([null, ["a"], ["a", "b"], ["a"], ["x"]]);
});
