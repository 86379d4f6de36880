import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { appendAudit, type NewAuditEntry } from "./audit";
import { database } from "./client";
import { type AuditQuery, listAudit, listAuditActors, termsOf } from "./list-audit";
import { grantScope } from "./scope";
import { EVERYTHING, openTestWorld, scopeOf, type TestWorld } from "./test-world";
import { readWithScope, withScope } from "./transaction";

let world: TestWorld;
const write = (organisationId: string | null, entry: Partial<NewAuditEntry>) =>
  withScope(EVERYTHING, (tx) =>
    appendAudit(tx, {
      organisationId,
      at: new Date(),
      actor: { kind: "user", id: world.me.id, name: "Éloïse d’Arc" },
      action: "choice.saved",
      subject: "aep/vault",
      correlationId: "c-1",
      ...entry,
    }),
  );
beforeAll(async () => {
  world = await openTestWorld();
  await write(world.mine.id, {
    after: { vaultName: "kv-northwind-aep", deep: { list: ["Zürich"], size: 3072 } },
  });
  await write(world.mine.id, {
    action: "statement.made",
    subject: "cja/ticket",
    actor: { kind: "system", name: "Clavis" },
  });
  await write(world.mine.id, {
    action: "alert.assigned",
    subject: "KEY-04",
    after: { part: "cja" },
    correlationId: "it's \\ 'quoted' & | !",
  });
  await write(world.theirs.id, {
    subject: "aep/key",
    actor: { kind: "user", id: world.them.id, name: "Bob" },
    after: { vaultName: "kv-northwind-other" },
  });
  await write(null, { action: "sign-in.succeeded", subject: "ada@northwind.example" });
});
afterAll(() => world.end());

const subjects = async (query: AuditQuery, scope = EVERYTHING) =>
  (await readWithScope(scope, (tx) => listAudit(tx, query))).rows.map(({ subject }) => subject);

describe("what an entry is found by", () => {
  it.each<[AuditQuery, string[]]>([
    [{ search: "northwind" }, ["ada@northwind.example", "aep/key", "aep/vault"]],
    [{ search: "kv-northwind-other" }, ["aep/key"]],
    [{ search: "NORTHW Eloise" }, ["ada@northwind.example", "aep/vault"]],
    [{ search: "zurich 3072" }, ["aep/vault"]],
    [{ search: "orthwind" }, []],
    [
      { search: "& | ! <-> ( ':*" },
      ["ada@northwind.example", "aep/key", "KEY-04", "cja/ticket", "aep/vault"],
    ],
    [{ search: "northwind", organisationId: null }, ["ada@northwind.example"]],
    [{ part: "cja" }, ["KEY-04", "cja/ticket"]],
    [{ subject: "aep/vault" }, ["aep/vault"]],
    [{ subject: "vault" }, []],
    [{ actorKind: "system" }, ["cja/ticket"]],
    [{ actions: ["choice.saved", "alert.assigned"], search: "eloise" }, ["KEY-04", "aep/vault"]],
    [{ correlationId: "it's \\ 'quoted' & | !" }, ["KEY-04"]],
    [{ actorKind: "user", to: new Date(0) }, []],
    [{ actorKind: "user", from: new Date(0), limit: 1 }, ["ada@northwind.example"]],
  ])("%j", async (query, expected) => {
    expect(await subjects(query)).toEqual(expected);
  });

  it("is a person, also of many", async () => {
    expect(await subjects({ actorId: world.them.id })).toEqual(["aep/key"]);
    const people = await readWithScope(world.scope, (tx) => listAuditActors(tx, world.mine.id));
    expect(people).toEqual([{ id: world.me.id, name: world.me.displayName }]);
  });

  it("pages through what was found once, newest first", async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await readWithScope(EVERYTHING, (tx) =>
        listAudit(tx, { search: "northwind", cursor, limit: 1 }),
      );
      seen.push(...page.rows.map((row) => row.subject));
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(seen).toEqual(["ada@northwind.example", "aep/key", "aep/vault"]);
  });

  it.each([
    ["not", "an id"],
    ["2026-01-01", "' or 1=1"],
  ])("refuses a cursor that is %s %s", async (at, id) => {
    const cursor = Buffer.from(JSON.stringify([at, id])).toString("base64url");
    await expect(subjects({ cursor })).rejects.toMatchObject({ code: "INVALID_INPUT" });
  });
});

describe("another's entries", () => {
  const both = () => grantScope({ organisations: [world.mine.id, world.theirs.id], userId: null });
  it("are found by nobody, whatever is asked", async () => {
    expect(await subjects({ search: "northwind" }, world.scope)).toEqual(["aep/vault"]);
    expect(await subjects({ search: "northwind", organisationId: world.theirs.id }, world.scope)).toEqual([]);
    expect(await subjects({ search: "northwind", organisationId: null }, world.scope)).toEqual([]);
    expect(await subjects({}, scopeOf(world.theirs.id))).toEqual(["aep/key"]);
    expect(await subjects({ search: "northwind" }, both())).toEqual(["aep/key", "aep/vault"]);
    expect(await subjects({}, both())).toEqual(["aep/key", "KEY-04", "cja/ticket", "aep/vault"]);
  });

  it("are out of reach of the words themselves, and of the function, without a scope", async () => {
    await expect(database().pool.query("select * from audit_words")).rejects.toThrow(/permission denied/);
    const call = "select * from clavis_find_audit(null, '', 'northwind', null, null, null, null, 9)";
    expect((await database().pool.query(call)).rows).toEqual([]);
  });
});

it("writes filters so that nothing in them is an operator", () => {
  expect(termsOf({ subject: "a' & 'b\\", actions: ["sign-out"] })).toBe(
    "('action=sign-out') & 'subject=a'' & ''b\\\\'",
  );
});
