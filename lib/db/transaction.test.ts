import pg from "pg";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { database } from "./client";
import { listOrganisations } from "./list-organisations";
import { saveMembership } from "./memberships";
import { getOrganisation, updateOrganisation } from "./organisations";
import { grantScope, type Scope } from "./scope";
import { shareReadings } from "./shared-reading";
import { openTestWorld, type TestWorld } from "./test-world";
import { isTransactionOpen, readWithScope, type Transaction, withScope } from "./transaction";

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.end());

it("knows whether it runs inside a transaction", async () => {
  expect(isTransactionOpen()).toBe(false);
  let late: Promise<boolean> | undefined;
  await withScope(world.scope, async () => {
    expect(isTransactionOpen()).toBe(true);
    late = new Promise((resolve) => setTimeout(() => resolve(isTransactionOpen()), 100));
  });
  expect(isTransactionOpen()).toBe(false);
  expect(await late).toBe(false);
});

it("refuses a transaction inside another", async () => {
  const nested = withScope(world.scope, () => readWithScope(world.scope, async () => 1));
  await expect(nested).rejects.toThrow(/inside another/);
});

it("refuses a transaction that has ended", async () => {
  const kept: Transaction = await withScope(world.scope, async (tx) => tx);
  await expect(listOrganisations(kept)).rejects.toThrow(/after it had ended/);
});

it("rolls everything back when the work throws", async () => {
  const work = withScope(world.scope, async (tx) => {
    await updateOrganisation(tx, world.mine.id, 1, { name: "Half" });
    throw new Error("stop");
  });
  await expect(work).rejects.toThrow("stop");
  const { rows } = await readWithScope(world.scope, (tx) => listOrganisations(tx));
  expect(rows[0]?.name).toBe("Mine");
});

it("uses no connection that somebody left inside a transaction, nor its scope", async () => {
  const held = await Promise.all(Array.from({ length: 10 }, () => database().pool.connect()));
  await held[0]?.query("begin read only");
  for (const client of held.reverse()) client.release();
  const work = () => withScope(world.scope, (tx) => listOrganisations(tx));
  await expect(work()).rejects.toThrow(/left in a transaction/);
  expect((await work()).rows).toHaveLength(1);
});

it("refuses writes when it was opened for reading", async () => {
  const write = readWithScope(world.scope, (tx) =>
    saveMembership(tx, { userId: world.me.id, organisationId: world.mine.id, role: "leader" }),
  );
  await expect(write).rejects.toThrow(/read-only/);
});

it("asks a question once for all who read in one transaction, and each time where it writes", async () => {
  const sent = vi.spyOn(pg.Client.prototype, "query");
  const twice = async (tx: Transaction) => {
    const answers = [await getOrganisation(tx, world.mine.id), await getOrganisation(tx, world.mine.id)];
    expect(answers[0]).toEqual(answers[1]);
  };
  const questions = () =>
    sent.mock.calls.filter(([first]) => /^select/i.test(String((first as { text?: string }).text))).length;
  await readWithScope(world.scope, twice);
  expect(questions()).toBe(1);
  sent.mockClear();
  await withScope(world.scope, twice);
  expect(questions()).toBe(2);
  sent.mockRestore();
});

it("sends the scope with BEGIN: three round trips for one query", async () => {
  const sent = vi.spyOn(pg.Client.prototype, "query");
  await readWithScope(world.scope, async (tx) => listOrganisations(tx));
  const texts = sent.mock.calls.map(([first]) => String((first as { text?: string }).text ?? first));
  expect(texts).toHaveLength(4);
  expect(texts[0]).toMatch(/^BEGIN .*READ ONLY; SELECT set_config/);
  expect(texts.at(-1)).toBe("COMMIT");
});

it("lets nothing but ids into a scope", async () => {
  expect(() => grantScope({ organisations: ["*"], userId: null })).toThrow(/no id/);
  expect(() => grantScope({ organisations: [], userId: "x" })).toThrow(/no id/);
  const forged = { organisations: ["','x');--"], userId: null } as unknown as Scope;
  await expect(withScope(forged, async () => 1)).rejects.toThrow(/no id/);
});

it("joins the readings of one page: one transaction, one after the other, and one that throws spoils no other", async () => {
  const sent = vi.spyOn(pg.Client.prototype, "query");
  const names = async (tx: Transaction) => (await listOrganisations(tx)).rows.map(({ name }) => name);
  const asked = await shareReadings(new Map(), () =>
    Promise.allSettled([
      readWithScope(world.scope, names),
      readWithScope(world.scope, () => Promise.reject(new Error("no"))),
      readWithScope(world.scope, async (tx) => [isTransactionOpen(), await names(tx)]),
    ]),
  );
  const texts = () => sent.mock.calls.map(([first]) => String((first as { text?: string }).text ?? first));
  await vi.waitFor(() => expect(texts()).toContain("COMMIT"));
  expect(texts().filter((text) => /^(BEGIN|COMMIT)/.test(text))).toHaveLength(2);
  expect(asked.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(asked[2]).toMatchObject({ value: [true, ["Mine"]] });
  expect(isTransactionOpen()).toBe(false);
});

it("joins nothing of another scope, and reads anew after a write", async () => {
  const sent = vi.spyOn(pg.Client.prototype, "query");
  const other = grantScope({ organisations: "*", userId: null });
  await shareReadings(new Map(), async () => {
    const [own, all] = await Promise.all([
      readWithScope(world.scope, async (tx) => (await listOrganisations(tx)).rows.length),
      readWithScope(other, async (tx) => (await listOrganisations(tx)).rows.length),
    ]);
    expect(all).toBeGreaterThan(own);
    let leave = () => {};
    const held = readWithScope(world.scope, () => new Promise<void>((resolve) => void (leave = resolve)));
    await withScope(world.scope, async () => 1);
    await readWithScope(world.scope, async () => 1);
    leave();
    await held;
  });
  const begun = sent.mock.calls.filter(([first]) =>
    String((first as { text?: string }).text ?? first).startsWith("BEGIN"),
  );
  expect(begun).toHaveLength(5);
});
