import { afterAll, beforeAll, expect, it } from "vitest";
import { deleteOldRateLimits, takeTurn } from "./rate-limits";
import { openTestWorld } from "./test-world";

let world: Awaited<ReturnType<typeof openTestWorld>>;
beforeAll(async () => {
  world = await openTestWorld();
}, 60_000);
afterAll(() => world.end());

const LIMIT = { most: 3, seconds: 60 };
const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + seconds * 1000);

it("lets the first through, then says how long to wait, then lets them through again", async () => {
  const asked = [];
  for (const second of [0, 10, 20, 30, 59.5, 60]) asked.push(await takeTurn("a", LIMIT, at(second)));
  expect(asked).toEqual([0, 0, 0, 30, 1, 0]);
});

it("counts each name for itself", async () => {
  for (let turn = 0; turn < 3; turn++) await takeTurn("b", LIMIT, at(0));
  expect([await takeTurn("b", LIMIT, at(1)), await takeTurn("c", LIMIT, at(1))]).toEqual([59, 0]);
});

it("counts what comes at the same moment", async () => {
  const asked = await Promise.all(Array.from({ length: 20 }, () => takeTurn("d", LIMIT, at(0))));
  expect(asked.filter((wait) => wait === 0)).toHaveLength(3);
});

it("forgets what is over, and keeps no name", async () => {
  const { rows } = await world.owner.query("select key from rate_limits");
  for (const { key } of rows) expect(key).toMatch(/^[0-9a-f]{64}$/);
  await takeTurn("e", LIMIT, at(1000));
  expect(await deleteOldRateLimits(at(1000))).toBe(rows.length);
  expect(await takeTurn("e", LIMIT, at(1001))).toBe(0);
});
