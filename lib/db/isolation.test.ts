import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { appendAudit } from "./audit";
import { database } from "./client";
import { listAudit } from "./list-audit";
import { listOrganisations } from "./list-organisations";
import { getOverview, listOverview } from "./list-overview";
import { listMembershipsOf, saveMembership } from "./memberships";
import { createOrganisation, getOrganisation, updateOrganisation } from "./organisations";
import { grantScope, narrowScope } from "./scope";
import { getSetup, saveChoices } from "./setups";
import { makeStatement, withdrawStatement } from "./statements";
import { EVERYTHING, openTestWorld, type TestWorld } from "./test-world";
import { prismaOf, readWithScope, withScope } from "./transaction";

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
});
afterAll(() => world.end());

const statement = (organisationId: typeof world.mine.id) => ({
  organisationId,
  part: "aep" as const,
  step: "entitlement" as const,
  reference: "E-000001",
  text: null,
  statedOn: "2026-02-03",
  statedBy: null,
  statedByName: "Ada",
  statedAt: new Date("2026-02-04T10:00:00Z"),
});

describe("the catalogue", () => {
  const UNPROTECTED = `
    select c.relname as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p')
      and (c.relname = 'organisations' or exists (
        select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organisation_id' and not a.attisdropped))
      and not (c.relrowsecurity and c.relforcerowsecurity and exists (select from pg_policy p where p.polrelid = c.oid))`;

  it("has a forced policy on every table with an organisation", async () => {
    expect((await world.owner.query(UNPROTECTED)).rows).toEqual([]);
  });

  it.each([
    ["a new table", "create table planted (organisation_id uuid)"],
    ["a policy that does not bind the owner", 'alter table "setups" no force row level security'],
    ["no policy", "drop policy in_scope on statements"],
  ])("would notice %s", async (_what, change) => {
    await world.owner.query(`begin; ${change}`);
    const { rows } = await world.owner.query(UNPROTECTED);
    await world.owner.query("rollback");
    expect(rows).toHaveLength(1);
  });

  it("gives the application's role nothing to own and no way around", async () => {
    const { rows: owned } = await world.owner.query(`
      select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and pg_has_role('clavis_app', c.relowner, 'usage')`);
    expect(owned).toEqual([]);
    const { rows: powers } = await world.owner.query(`
      select rolname from pg_roles r where pg_has_role('clavis_app', r.oid, 'member')
        and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)`);
    expect(powers).toEqual([]);
    const { rows: definers } = await world.owner.query(`
      select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname = 'public' and p.prosecdef`);
    // Both read or fill audit_words, which has no grant: see docs/decisions/0086. Their own test is audit-words.test.ts.
    const known = ["clavis_find_audit", "clavis_keep_words", "clavis_unsearchable"];
    expect(definers.map(({ proname }) => proname).sort()).toEqual(known);
    const { rows: open } = await world.owner.query(`
      select privilege_type from information_schema.role_table_grants
      where table_name = 'audit_words' and grantee in ('clavis_app', 'PUBLIC')`);
    expect(open).toEqual([]);
    const { rows: views } = await world.owner.query(`
      select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind in ('v', 'm')
        and not coalesce(c.reloptions @> array['security_invoker=true'], false)`);
    expect(views).toEqual([]);
  });

  it("lets the application's role change no audit entry, and truncate nothing", async () => {
    const { rows } = await world.owner.query(`
      select table_name, privilege_type from information_schema.role_table_grants
      where grantee in ('clavis_app', 'PUBLIC') and table_schema = 'public' and (
        privilege_type in ('TRUNCATE', 'TRIGGER', 'REFERENCES')
        or (table_name = 'audit_entries' and privilege_type not in ('SELECT', 'INSERT'))
        or (table_name in ('attempts', 'observations', 'statements', 'hand_overs') and privilege_type in ('UPDATE', 'DELETE')))`);
    expect(rows).toEqual([]);
  });
});

describe("a query without a scope", () => {
  it("sees no row of any table with an organisation", async () => {
    for (const table of [
      "organisations",
      "memberships",
      "setups",
      "audit_entries",
      "secrets",
      "hand_overs",
      "token_caches",
    ]) {
      const { rows } = await database().pool.query(`select count(*)::int as count from ${table}`);
      expect([table, rows[0]]).toEqual([table, { count: 0 }]);
    }
  });

  it("sees nothing either after a wide transaction on the same connection", async () => {
    const { clavisDatabase } = globalThis as { clavisDatabase?: { pool: { totalCount: number } } };
    await readWithScope(EVERYTHING, (tx) => listOrganisations(tx));
    expect(clavisDatabase?.pool.totalCount).toBeGreaterThan(0);
    expect(await database().prisma.organisation.count()).toBe(0);
  });
});

describe("another organisation", () => {
  it("is not in lists, and looks as if it did not exist", async () => {
    const found = await readWithScope(world.scope, async (tx) => ({
      list: (await listOrganisations(tx)).rows.map((row) => row.name),
      search: (await listOrganisations(tx, { search: "Theirs" })).total,
      overview: (await listOverview(tx)).rows.map((row) => row.organisation.name),
    }));
    expect(found).toEqual({ list: ["Mine"], search: 0, overview: ["Mine"] });
    const absent = "00000000-0000-7000-8000-000000000000";
    for (const id of [world.theirs.id, absent]) {
      // One after the other: a refusal that comes before somebody waits for it would count as unhandled.
      for (const read of [getOrganisation, getOverview] as const) {
        const reading = readWithScope<unknown>(world.scope, (tx) => read(tx, id));
        await expect(reading).rejects.toMatchObject({ code: "NOT_FOUND" });
      }
      expect(() => narrowScope(world.scope, id)).toThrow(/does not exist/);
    }
  });

  it("cannot be changed", async () => {
    const { id } = world.theirs;
    const refused = (work: Parameters<typeof withScope>[1]) => expect(withScope(world.scope, work)).rejects;
    await refused((tx) => updateOrganisation(tx, id, 1, { name: "Stolen" })).toMatchObject({
      code: "NOT_FOUND",
    });
    await refused((tx) => getSetup(tx, id, "aep")).toMatchObject({ code: "NOT_FOUND" });
    await refused((tx) => saveChoices(tx, id, "aep", {}, 1)).toMatchObject({ code: "NOT_FOUND" });
    await refused((tx) => makeStatement(tx, statement(id))).toThrow(/row-level security/);
    await refused((tx) =>
      saveMembership(tx, { userId: world.me.id, organisationId: id, role: "admin" }),
    ).toThrow();
    await refused((tx) =>
      saveMembership(tx, { userId: world.me.id, organisationId: null, role: "admin" }),
    ).toThrow();
    const entry = { organisationId: id, at: new Date(), actor: { kind: "system", name: "x" } as const };
    const said = { action: "choice.saved", subject: "x", correlationId: "x" } as const;
    await refused((tx) => appendAudit(tx, { ...entry, ...said })).toThrow(/row-level security/);
    const made = await withScope(EVERYTHING, (tx) => makeStatement(tx, statement(id)));
    await refused((tx) => withdrawStatement(tx, id, made.id, new Date())).toMatchObject({
      code: "NOT_FOUND",
    });
    const touched = await withScope(world.scope, (tx) =>
      prismaOf(tx).organisation.updateMany({ data: { region: "aus5" }, where: {} }),
    );
    expect(touched.count).toBe(1);
    expect((await readWithScope(EVERYTHING, (tx) => getOrganisation(tx, id))).region).toBe("va7");
  });

  it("cannot be reached by moving one's own rows to it", async () => {
    const move = withScope(world.scope, (tx) =>
      prismaOf(tx).setup.updateMany({ data: { organisationId: world.theirs.id }, where: { part: "cja" } }),
    );
    await expect(move).rejects.toThrow(/row-level security/);
  });
});

describe("rows without an organisation", () => {
  it("are seen by the scope of everything alone", async () => {
    const entry = {
      organisationId: null,
      at: new Date(),
      actor: { kind: "system", name: "Clavis" } as const,
    };
    const said = { action: "sign-in.refused", subject: "nobody@example.test", correlationId: "c-1" } as const;
    await withScope(EVERYTHING, (tx) => appendAudit(tx, { ...entry, ...said }));
    expect((await readWithScope(world.scope, (tx) => listAudit(tx))).rows).toEqual([]);
    expect(
      (await readWithScope(EVERYTHING, (tx) => listAudit(tx, { organisationId: null }))).rows,
    ).toHaveLength(1);
  });

  it("memberships are readable by their own person without any scope", async () => {
    await withScope(EVERYTHING, (tx) =>
      saveMembership(tx, { userId: world.them.id, organisationId: null, role: "leader" }),
    );
    const own = await listMembershipsOf(world.them.id);
    expect(own.map((membership) => [membership.organisationId, membership.role])).toEqual([
      [world.theirs.id, "admin"],
      [null, "leader"],
    ]);
    expect((await listMembershipsOf(world.me.id)).map((membership) => membership.userId)).toEqual([
      world.me.id,
    ]);
  });
});

it("a new organisation is seen by the rest of its transaction, though the scope was narrow", async () => {
  const facts = { ...world.mine, name: "New", imsOrgId: `${"C".repeat(24)}@AdobeOrg` };
  const { id: _id, createdAt: _c, updatedAt: _u, revision: _r, ...rest } = facts;
  const names = await withScope(grantScope({ organisations: [], userId: world.me.id }), async (tx) => {
    await createOrganisation(tx, rest, world.me.id);
    return (await listOrganisations(tx)).rows.map((row) => row.name);
  });
  expect(names).toEqual(["New"]);
});
