import { afterAll, beforeAll, expect, test } from "vitest";
import { buildSystemContext } from "@/lib/server/build-context";
import { type Fabrikam, startFabrikam } from "@/test/fabrikam";
import { watchOrganisation } from "./watch-organisation";

let fabrikam: Fabrikam;
beforeAll(async () => {
  fabrikam = await startFabrikam();
}, 120_000);
afterAll(() => fabrikam?.stop());

/** How often the subscription itself was asked about in one look. */
async function askedInLook(kind: "critical" | "full" = "critical"): Promise<number> {
  const { log } = fabrikam.running.sandbox;
  const before = log.since(0).at(-1)?.id ?? 0;
  await watchOrganisation(await buildSystemContext(fabrikam.org), kind, {
    critical: 300,
    full: 3600,
  });
  return log.since(before).filter(({ path }) => /^\/subscriptions\/[^/?]+(\?|$)/.test(path)).length;
}
async function statesKept(): Promise<string[]> {
  const { rows } = await fabrikam.owner.query(
    `select part::text || ' ' || (facts->'value'->>'state') as kept from observations
     where organisation_id = $1 and subject = 'subscription' and newest order by 1`,
    [fabrikam.org],
  );
  return rows.map(({ kept }) => kept as string);
}

test("both parts hang on one subscription: it is asked once, by each when its answer is new", async () => {
  await askedInLook();
  expect(await askedInLook()).toBe(1);
  expect(await askedInLook("full")).toBe(1);
  expect(await statesKept()).toEqual(["aep Enabled", "cja Enabled"]);
  const { subscriptions } = fabrikam.running.sandbox.world.state;
  for (const one of subscriptions) one.state = "Disabled";
  expect(await askedInLook()).toBe(2);
  expect(await statesKept()).toEqual(["aep Disabled", "cja Disabled"]);
  expect(await askedInLook()).toBe(1);
});
