import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Role } from "@/lib/cmk/permissions";
import { listAudit } from "@/lib/db/list-audit";
import { listMembershipsOf, saveMembership } from "@/lib/db/memberships";
import { grantScope } from "@/lib/db/scope";
import { createSession, sessionId } from "@/lib/db/sessions";
import { EVERYTHING } from "@/lib/db/test-world";
import { readWithScope, withScope } from "@/lib/db/transaction";
import { upsertUserFromToken } from "@/lib/db/users";
import { openSetupWorld, type SetupWorld } from "@/test/setup-world";
import type { WideContext } from "../wide-context";
import { bindByName } from "./bind-by-name";
import { bindPerson } from "./bind-person";
import { endPersonSessions } from "./end-person-sessions";
import { getPerson } from "./get-person";
import { listEverybody } from "./list-everybody";

let world: SetupWorld;
beforeEach(async () => {
  world = await openSetupWorld();
  await withScope(EVERYTHING, (tx) =>
    saveMembership(tx, { userId: world.me.id, organisationId: null, role: "admin" }),
  );
}, 60_000);
afterEach(() => world.end());

const wide = (roles: Role[], organisations: "*" | string[] = "*"): WideContext => ({
  ...world.as(roles),
  scope: grantScope({ organisations, userId: world.me.id }),
  rolesIn: () => roles,
});
const admin = () => wide(["admin"]);
const bound = async (userId: string) =>
  (await listMembershipsOf(userId)).map(({ organisationId, role }) => [organisationId, role]);
const trail = async (organisationId: string | null) =>
  (await readWithScope(EVERYTHING, (tx) => listAudit(tx, { organisationId }))).rows.map(
    ({ action, subject, before, after }) => ({ action, subject, before, after }),
  );
const known = (upn: string) =>
  withScope(EVERYTHING, (tx) =>
    upsertUserFromToken(
      tx,
      {
        entraTenantId: randomUUID(),
        entraObjectId: randomUUID(),
        upn,
        displayName: upn,
        appRoles: ["Clavis.Support"],
      },
      new Date(),
    ),
  );
const open = (userId: string, cookieValue: string) =>
  withScope(EVERYTHING, (tx) =>
    createSession(tx, {
      cookieValue,
      userId,
      at: new Date(),
      expiresAt: new Date(Date.now() + 1e6),
      userAgent: null,
    }),
  );

describe("who may", () => {
  const verbs: [string, (context: WideContext) => Promise<unknown>][] = [
    ["list", (context) => listEverybody(context, {})],
    ["look", (context) => getPerson(context, world.them.id, { sessionId: "" })],
    ["bind", (context) => bindPerson(context, world.them.id, { role: "admin", organisations: "all" })],
    ["sign out", (context) => endPersonSessions(context, world.them.id, { session: null, asking: "" })],
  ];
  it.each(verbs)("%s: administrators of all organisations alone", async (_name, verb) => {
    for (const role of ["leader", "support"] as const)
      await expect(verb(wide([role]))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(verb(wide(["admin"], [world.mine.id]))).rejects.toMatchObject({
      details: { reason: "all-organisations" },
    });
    expect(await bound(world.them.id)).toEqual([[world.theirs.id, "admin"]]);
    expect(await trail(null)).toEqual([]);
  });
});

describe("the list", () => {
  it("is by name, goes on where a page ended, and is searched and narrowed", async () => {
    for (const name of ["a_b@x.example", "axb@x.example", "Zoé@x.example"]) await known(name);
    const first = await listEverybody(admin(), { limit: 2 });
    const second = await listEverybody(admin(), { limit: 2, cursor: first.next ?? "" });
    const third = await listEverybody(admin(), { limit: 2, cursor: second.next ?? "" });
    const names = [first, second, third].flatMap(({ rows }) => rows.map(({ name }) => name));
    expect(new Set(names).size).toBe(5);
    expect([first.total, third.next]).toEqual([5, null]);
    const search = async (query: object) => (await listEverybody(admin(), query)).rows.map(({ upn }) => upn);
    expect(await search({ search: "A_B" })).toEqual(["a_b@x.example"]);
    expect(await search({ bound: "all" })).toEqual(["Mine@example.test"]);
    expect(await search({ bound: "some" })).toEqual(["Mine@example.test", "Theirs@example.test"]);
    expect((await listEverybody(admin(), { bound: "none", limit: 1 })).total).toBe(3);
    await expect(listEverybody(admin(), { cursor: "nonsense" })).rejects.toMatchObject({
      code: "INVALID_INPUT",
    });
  });
});

describe("binding", () => {
  it("gives, changes and takes a role everywhere, each in Clavis's own log", async () => {
    const { id, upn } = await known("sam@x.example");
    const everywhere = (role: Role | null) => bindPerson(admin(), id, { role, organisations: "all" });
    expect(await everywhere("support")).toEqual({ changed: 1 });
    expect(await everywhere("support")).toEqual({ changed: 0 });
    await everywhere("leader");
    expect((await getPerson(admin(), id, { sessionId: "" })).person).toMatchObject({
      everywhere: "leader",
      granted: ["support"],
    });
    await everywhere(null);
    expect(await bound(id)).toEqual([]);
    const all = (role: Role) => ({ role, organisations: "all" });
    expect(await trail(null)).toEqual([
      { action: "member.removed", subject: upn, before: all("leader"), after: null },
      { action: "member.changed", subject: upn, before: all("support"), after: all("leader") },
      { action: "member.added", subject: upn, before: null, after: all("support") },
    ]);
  });

  it("binds to several at once, each in that organisation's log, or to none of them", async () => {
    const { id, upn } = await known("sam@x.example");
    const both = [world.theirs.id, world.mine.id];
    const nowhere = bindPerson(admin(), id, { role: "support", organisations: [...both, randomUUID()] });
    await expect(nowhere).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await bound(id)).toEqual([]);
    expect(await bindPerson(admin(), id, { role: "support", organisations: both })).toEqual({ changed: 2 });
    const { bindings } = await getPerson(admin(), id, { sessionId: "" });
    expect(bindings.rows.map(({ organisation, role }) => [organisation, role])).toEqual([
      ["Mine", "support"],
      ["Theirs", "support"],
    ]);
    for (const organisation of both)
      expect((await trail(organisation))[0]).toEqual({
        action: "member.added",
        subject: upn,
        before: null,
        after: { role: "support" },
      });
  });

  it("leaves an administrator everywhere, also when two take each other's role away at once", async () => {
    const alone = bindPerson(admin(), world.me.id, { role: "leader", organisations: "all" });
    await expect(alone).rejects.toMatchObject({ details: { reason: "last-admin-everywhere" } });
    const { id } = await known("ops@x.example");
    await bindPerson(admin(), id, { role: "admin", organisations: "all" });
    const each = [world.me.id, id].map((userId) =>
      bindPerson(admin(), userId, { role: null, organisations: "all" }),
    );
    const done = await Promise.allSettled(each);
    expect(done.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});

describe("the command", () => {
  it("binds whoever has signed in, by name, and is no person's", async () => {
    const system = { ...world.system(), scope: EVERYTHING };
    const wanted = { upn: "SAM@x.example", role: "admin" as const };
    await expect(bindByName(system, wanted)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const { id } = await known("sam@x.example");
    expect(await bindByName(system, wanted)).toEqual({ changed: true });
    expect(await bindByName(system, wanted)).toEqual({ changed: false });
    expect(await bound(id)).toEqual([[null, "admin"]]);
    expect(await trail(null)).toMatchObject([{ action: "member.added", subject: "sam@x.example" }]);
    const { entraTenantId } = await known("sam@x.example");
    await expect(bindByName(system, wanted)).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await bindByName(system, { ...wanted, tenantId: entraTenantId })).toEqual({ changed: true });
    await expect(bindByName(admin(), wanted)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});

describe("sessions", () => {
  it("are seen, ended one by one or all but the one that asks, and that is written down", async () => {
    for (const cookie of ["a", "b", "c"]) await open(world.me.id, cookie);
    const asking = sessionId("a");
    const { sessions } = await getPerson(admin(), world.me.id, { sessionId: asking });
    expect(sessions.filter(({ current }) => current)).toHaveLength(1);
    const one = { session: sessionId("b"), asking };
    expect(await endPersonSessions(admin(), world.me.id, one)).toEqual({ ended: 1 });
    await expect(endPersonSessions(admin(), world.them.id, one)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const all = { session: null, asking };
    expect(await endPersonSessions(admin(), world.me.id, all)).toEqual({ ended: 1 });
    expect(await endPersonSessions(admin(), world.me.id, all)).toEqual({ ended: 0 });
    expect((await trail(null)).map(({ action }) => action)).toEqual([
      "member.sessions-ended",
      "member.sessions-ended",
    ]);
  });
});
