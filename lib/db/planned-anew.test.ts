import { afterAll, beforeAll, expect, it } from "vitest";
import { database } from "./client";
import { listFleet } from "./fleet";
import { pageFacts } from "./list-facts";
import { getOverview, listOverview } from "./list-overview";
import { openTestWorld, type TestWorld } from "./test-world";
import { readWithScope, type Transaction } from "./transaction";
import { getWatch } from "./watches";

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
}, 60_000);
afterAll(() => world.end());

/** What the connection that was used last keeps under a name. */
async function kept(): Promise<string[]> {
  const { rows } = await database().pool.query("select statement from pg_prepared_statements");
  return rows.map(({ statement }) => statement as string);
}
const use = (ask: (tx: Transaction) => Promise<unknown>) => readWithScope(world.scope, ask);

it("lists whose filters may be left out, and pages in an order, are not kept for a plan for anything", async () => {
  const now = new Date();
  const { id } = world.mine;
  await use((tx) => listFleet(tx, { now, keyEndsBy: now, seenSince: now, offset: 0, size: 25 }));
  await use((tx) => listOverview(tx, { ids: [id] }));
  await use((tx) => pageFacts(tx, id, { part: "aep", subject: "key" }));
  await use((tx) => getWatch(tx, id));
  await use((tx) => getOverview(tx, id));
  const statements = await kept();
  expect(statements.filter((sql) => /watches/.test(sql))).toHaveLength(1);
  expect(statements.filter((sql) => /from setups/.test(sql))).toHaveLength(1);
  expect(statements.filter((sql) => /is null or|ORDER BY/.test(sql))).toEqual([]);
});
