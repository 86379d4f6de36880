import { afterAll, beforeAll, expect, it } from "vitest";
import { appendAudit, type NewAuditEntry } from "./audit";
import { listAudit } from "./list-audit";
import { EVERYTHING, openTestWorld, type TestWorld } from "./test-world";
import { readWithScope, withScope } from "./transaction";
import { CHAIN_START, walkChain } from "./verify-chain";

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.end());

const entry = (
  organisationId: string | null,
  subject: string,
  more: Partial<NewAuditEntry> = {},
): NewAuditEntry => ({
  organisationId,
  at: new Date(),
  actor: { kind: "user", id: world.me.id, name: "Ada" },
  action: "choice.saved",
  subject,
  before: {
    size: 3072,
    list: [1, 2.5, 1e21],
    name: "é ü",
    when: new Date("2026-01-02T03:04:05.678Z"),
    none: undefined,
  },
  after: {
    clientSecret: "p8e-abcdefghijklmnop",
    nested: [{ accessToken: "x" }],
    note: "was s8e-abcdefghijklmnop",
  },
  correlationId: "c-1",
  ...more,
});
const add = (values: NewAuditEntry) => withScope(EVERYTHING, (tx) => appendAudit(tx, values));
const verify = (id: string | null) => readWithScope(EVERYTHING, (tx) => walkChain(tx, id, CHAIN_START, 100));

it("keeps one unbroken chain per organisation, also when many write at once", async () => {
  await Promise.all(
    Array.from({ length: 12 }, (_, n) => add(entry(n % 3 ? world.mine.id : world.theirs.id, `n${n}`))),
  );
  await Promise.all([add(entry(null, "a")), add(entry(null, "b"))]);
  expect(await verify(world.mine.id)).toMatchObject({ problems: [], entries: 8 });
  expect(await verify(world.theirs.id)).toMatchObject({ problems: [], entries: 4 });
  expect(await verify(null)).toMatchObject({ problems: [], entries: 2 });
});

it("writes no secrets", async () => {
  const { rows } = await readWithScope(world.scope, (tx) =>
    listAudit(tx, { organisationId: world.mine.id, limit: 1 }),
  );
  expect(rows[0]?.after).toEqual({
    clientSecret: "[removed]",
    nested: [{ accessToken: "[removed]" }],
    note: "was [removed]",
  });
});

it("goes with the transaction that it was written in", async () => {
  const failed = withScope(EVERYTHING, async (tx) => {
    await appendAudit(tx, entry(world.mine.id, "never"));
    throw new Error("stop");
  });
  await expect(failed).rejects.toThrow("stop");
  const { rows } = await readWithScope(EVERYTHING, (tx) => listAudit(tx, { search: "never" }));
  expect(rows).toEqual([]);
});

it("pages through everything once, newest first", async () => {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await readWithScope(EVERYTHING, (tx) => listAudit(tx, { cursor, limit: 5 }));
    seen.push(...page.rows.map((row) => row.id));
    cursor = page.next ?? undefined;
  } while (cursor);
  expect(seen).toHaveLength(14);
  expect(new Set(seen).size).toBe(14);
  const page = readWithScope(EVERYTHING, (tx) => listAudit(tx, { cursor: "nonsense" }));
  await expect(page).rejects.toMatchObject({ code: "INVALID_INPUT" });
});

it("is refused to be changed, even by its owner", async () => {
  for (const change of [
    "update audit_entries set subject = 'x'",
    "delete from audit_entries",
    "truncate audit_entries cascade",
  ]) {
    await expect(world.owner.query(change)).rejects.toThrow(/never changed/);
  }
});
