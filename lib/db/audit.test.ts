import { afterAll, beforeAll, expect, it } from "vitest";
import { appendAudit, type NewAuditEntry } from "./audit";
import { listAudit } from "./list-audit";
import { EVERYTHING, openTestWorld, type TestWorld } from "./test-world";
import { readWithScope, withScope } from "./transaction";
import { verifyChain } from "./verify-chain";

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
const verify = (id: string | null) => readWithScope(EVERYTHING, (tx) => verifyChain(tx, id));

it("keeps one unbroken chain per organisation, also when many write at once", async () => {
  await Promise.all(
    Array.from({ length: 12 }, (_, n) => add(entry(n % 3 ? world.mine.id : world.theirs.id, `n${n}`))),
  );
  await Promise.all([add(entry(null, "a")), add(entry(null, "b"))]);
  expect(await verify(world.mine.id)).toMatchObject({ intact: true, entries: 8 });
  expect(await verify(world.theirs.id)).toMatchObject({ intact: true, entries: 4 });
  expect(await verify(null)).toMatchObject({ intact: true, entries: 2 });
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

it.each([
  ["update audit_entries set subject = 'other' where sequence = 3", "content"],
  [`update audit_entries set hash = repeat('a', 64) where sequence = 3`, "content"],
  [`update audit_entries set previous_hash = repeat('a', 64) where sequence = 3`, "link"],
  ["delete from audit_entries where sequence = 3", "gap"],
])("notices tampering: %s", async (change, reason) => {
  const asOwner = (...statements: string[]) => {
    const steps = ["alter table audit_entries disable trigger user", ...statements];
    return world.owner.query(
      `begin; ${steps.join("; ")}; alter table audit_entries enable trigger user; commit`,
    );
  };
  const third = `sequence = 3 and organisation_id = '${world.mine.id}'`;
  await asOwner(
    `create temp table kept as select * from audit_entries where ${third}`,
    `${change} and ${third}`,
  );
  expect(await verify(world.mine.id)).toMatchObject({ intact: false, sequence: 3n, reason });
  await asOwner(
    `delete from audit_entries where ${third}`,
    "insert into audit_entries select * from kept",
    "drop table kept",
  );
  expect(await verify(world.mine.id)).toMatchObject({ intact: true });
});
