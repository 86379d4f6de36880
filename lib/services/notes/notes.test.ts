import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { CreateNote } from "@/lib/cmk/notes/note-schemas";
import { createNoteSchema } from "@/lib/cmk/notes/note-schemas";
import type { Role } from "@/lib/cmk/permissions";
import { saveMembership } from "@/lib/db/memberships";
import { grantScope } from "@/lib/db/scope";
import { EVERYTHING } from "@/lib/db/test-world";
import { withScope } from "@/lib/db/transaction";
import { type User, upsertUserFromToken } from "@/lib/db/users";
import { openSetupWorld, type SetupWorld } from "@/test/setup-world";
import type { OrganisationContext } from "../context";
import { getTimeline } from "../support/get-timeline";
import type { WideContext } from "../wide-context";
import { askQuestion, handleQuestion } from "./ask-question";
import { getInbox, readInbox } from "./inbox";
import { listMentionable, listNotes } from "./list-notes";
import { createNote, editNote, removeNote } from "./write-note";

let world: SetupWorld;
let sam: User;
let lea: User;

async function person(name: string, role: Role, organisationId: string | null): Promise<User> {
  const title = { admin: "Clavis.Admin", leader: "Clavis.Leader", support: "Clavis.Support" }[role];
  return withScope(EVERYTHING, async (tx) => {
    const ids = { entraTenantId: crypto.randomUUID(), entraObjectId: crypto.randomUUID() };
    const upn = `${name.toLowerCase()}@example.test`;
    const user = await upsertUserFromToken(
      tx,
      { ...ids, upn, displayName: name, appRoles: [title] },
      new Date(),
    );
    await saveMembership(tx, { userId: user.id, organisationId, role });
    return user;
  });
}
beforeAll(async () => {
  world = await openSetupWorld();
  sam = await person("Sam", "support", null);
  lea = await person("Lea", "leader", null);
}, 60_000);
afterAll(() => world.end());
beforeEach(async () => {
  for (const table of ["inbox_items", "notes", "questions"]) await world.owner.query(`delete from ${table}`);
});

/** Mine (world.me, an admin), or Sam of support, in an organisation. */
const as = (user: User, role: Role, organisation = world.mine): OrganisationContext => {
  const base = world.as([role], organisation, user.displayName);
  return {
    ...base,
    actor: { ...base.actor, userId: user.id, upn: user.upn } as OrganisationContext["actor"],
  };
};
const me = () => as(world.me, "admin");
const support = () => as(sam, "support");
const wide = (user: User, roles: Role[], organisations: "*" | string[]): WideContext => ({
  actor: {
    kind: "user",
    userId: user.id,
    objectId: "o",
    tenantId: "t",
    name: user.displayName,
    upn: user.upn,
    roles,
  },
  scope: grantScope({ organisations, userId: user.id }),
  correlationId: "c",
  now: () => new Date(),
  rolesIn: () => roles,
  windows: { rolePropagationSeconds: 600, firewallPropagationSeconds: 600 },
});
const mine = () => getInbox(wide(world.me, ["admin"], [world.mine.id]));
const note = (text: string, change: Partial<CreateNote> = {}) => createNote(support(), { text, ...change });
const later = (context: OrganisationContext, hours: number): OrganisationContext => ({
  ...context,
  now: () => new Date(Date.now() + hours * 3_600_000),
});

describe("a note", () => {
  it("tells those whom it mentions, once, and not its author", async () => {
    const written = await note("@mine@example.test @MINE@example.test see the firewall, @sam@example.test");
    expect(written.mentions).toEqual({ "mine@example.test": "Mine", "sam@example.test": "Sam" });
    const inbox = await mine();
    expect(inbox).toMatchObject({
      unread: 1,
      rows: [{ kind: "mention", fromName: "Sam", organisationName: "Mine" }],
    });
    expect(await getInbox(wide(sam, ["support"], "*"))).toMatchObject({ unread: 0, rows: [] });
    await editNote(support(), written.id, { text: "@mine@example.test again", revision: 1 });
    expect((await mine()).rows).toHaveLength(1);
    expect((await readInbox(wide(world.me, ["admin"], [world.mine.id]))).unread).toBe(0);
  });

  it("names nobody who may not read it: leaders, others, members of elsewhere", async () => {
    const written = await note("@lea@example.test @theirs@example.test @nobody@example.test");
    expect(written.mentions).toEqual({});
    const { rows } = await world.owner.query("select 1 from inbox_items");
    expect(rows).toEqual([]);
    const offered = await listMentionable(support(), "");
    expect(offered.map(({ name }) => name)).toEqual(["Mine", "Sam"]);
    expect(await listMentionable(support(), "%")).toEqual([]);
    expect((await listMentionable(support(), "SAM")).map(({ name }) => name)).toEqual(["Sam"]);
  });

  it("is kept as it was written, whatever that is", async () => {
    const hostile = `<script>alert(1)</script>\n=cmd|'/c calc'!A1 \u202egnp.exe ${"é".repeat(50)} {name} %s`;
    await note(hostile);
    expect((await listNotes(me())).rows[0]?.text).toBe(hostile);
    expect(createNoteSchema.safeParse({ text: "  " }).success).toBe(false);
    expect(createNoteSchema.safeParse({ text: "x".repeat(4001) }).success).toBe(false);
    expect(createNoteSchema.safeParse({ text: "x", part: "aep", step: "ticket" }).success).toBe(false);
    const crowd = Array.from({ length: 11 }, (_, index) => `@p${index}@example.test`).join(" ");
    await expect(note(crowd)).rejects.toMatchObject({
      fields: [{ field: "text", reason: "too-many-mentions" }],
    });
  });

  it("is changed and taken back by its author alone, changed within a day; the trail keeps what it said", async () => {
    const { id } = await note("first");
    const change = { text: "second", revision: 1 };
    await expect(editNote(me(), id, change)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(removeNote(me(), id)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(editNote(later(support(), 25), id, change)).rejects.toMatchObject({
      details: { reason: "too-late" },
    });
    expect(await editNote(support(), id, change)).toMatchObject({ text: "second", revision: 2 });
    await expect(editNote(support(), id, change)).rejects.toMatchObject({
      details: { reason: "changed-meanwhile" },
    });
    expect((await getTimeline(me(), { source: "note" })).rows).toMatchObject([
      { text: "second", who: "Sam", kind: "edited" },
    ]);
    await note("@mine@example.test gone");
    const [gone] = (await listNotes(me())).rows;
    await removeNote(later(support(), 48), gone?.id ?? "");
    expect((await mine()).rows).toEqual([]);
    expect((await listNotes(me())).rows.map(({ text }) => text)).toEqual(["second"]);
    await expect(removeNote(support(), gone?.id ?? "")).rejects.toMatchObject({ code: "NOT_FOUND" });
    const { rows } = await world.owner.query(
      "select action, before, after from audit_entries where action like 'note.%' order by sequence desc limit 4",
    );
    expect(rows.map(({ action }) => action)).toEqual([
      "note.removed",
      "note.created",
      "note.edited",
      "note.created",
    ]);
    expect(rows[2]).toMatchObject({ before: { text: "first" }, after: { text: "second" } });
  });

  it("comes in limited numbers, page by page", async () => {
    for (let index = 0; index < 30; index += 1) await note(`note ${index}`);
    await expect(note("one more")).rejects.toMatchObject({ details: { reason: "too-many-notes" } });
    await createNote(me(), { text: "of somebody else" });
    const first = await listNotes(me());
    expect(first.rows).toHaveLength(30);
    expect((await listNotes(me(), { cursor: first.next ?? "" })).rows).toHaveLength(1);
  });
});

describe("a question", () => {
  it("goes to a team or a person, is taken on, passed on, given back and done, and each is in the trail", async () => {
    const asked = await askQuestion(support(), { text: "Who owns the firewall?", team: "admin" });
    expect((await mine()).rows).toMatchObject([{ kind: "question", text: "Who owns the firewall?" }]);
    await expect(askQuestion(me(), { text: "Another", team: "support" })).rejects.toMatchObject({
      details: { reason: "question-open" },
    });
    const taken = await handleQuestion(me(), asked.id, { action: "take", revision: asked.revision });
    expect(taken).toMatchObject({ status: "taken", assignedToName: "Mine" });
    const stale = { action: "done" as const, revision: asked.revision };
    await expect(handleQuestion(me(), asked.id, stale)).rejects.toMatchObject({
      details: { reason: "changed-meanwhile" },
    });
    const passed = await handleQuestion(me(), asked.id, {
      action: "assign",
      revision: taken.revision,
      person: "SAM@example.test",
    });
    expect(passed).toMatchObject({ status: "open", assignedToName: "Sam", team: null });
    const again = await handleQuestion(support(), asked.id, { action: "take", revision: passed.revision });
    const back = await handleQuestion(support(), asked.id, { action: "release", revision: again.revision });
    expect(back).toMatchObject({ status: "open", team: "support", assignedToName: null });
    const done = await handleQuestion(me(), asked.id, {
      action: "done",
      revision: back.revision,
      answer: "The network team.",
    });
    expect(done).toMatchObject({ status: "done", doneByName: "Mine", answer: "The network team." });
    await expect(
      handleQuestion(me(), asked.id, { action: "take", revision: done.revision }),
    ).rejects.toMatchObject({ code: "CONFLICT" });
    expect((await getInbox(wide(sam, ["support"], "*"))).rows).toMatchObject([
      { kind: "done", text: "The network team." },
      { kind: "question" },
    ]);
    expect((await listNotes(me())).question).toBeNull();
    expect((await world.auditActions()).filter((action) => action.startsWith("question."))).toEqual([
      "question.asked",
      "question.taken",
      "question.assigned",
      "question.taken",
      "question.released",
      "question.done",
    ]);
  });

  it("goes to nobody who may not read it", async () => {
    for (const who of ["lea@example.test", "theirs@example.test", "x"])
      await expect(askQuestion(support(), { text: "?", person: who })).rejects.toMatchObject({
        fields: [{ field: "person", reason: "no-member" }],
      });
  });
});

describe("notes and questions", () => {
  it("are refused to leaders, and are of no other organisation", async () => {
    const leader = as(lea, "leader");
    const elsewhere = as(world.me, "admin", world.theirs);
    const narrow = { ...me(), organisationId: world.theirs.id };
    const { id } = await note("here");
    for (const verb of [
      (context: OrganisationContext) => createNote(context, { text: "x" }),
      (context: OrganisationContext) => listNotes(context),
      (context: OrganisationContext) => listMentionable(context, ""),
      (context: OrganisationContext) => askQuestion(context, { text: "x", team: "admin" }),
      (context: OrganisationContext) => removeNote(context, id),
    ]) {
      await expect(verb(leader)).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
    await expect(createNote(narrow, { text: "x" })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(listNotes(narrow)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(askQuestion(narrow, { text: "x", team: "admin" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(editNote(elsewhere, id, { text: "x", revision: 1 })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(removeNote(elsewhere, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("leave the inbox with the organisation", async () => {
    await note("@mine@example.test hello");
    expect(await getInbox(wide(world.me, ["admin"], []))).toMatchObject({ rows: [], unread: 0 });
    expect(await readInbox(wide(world.them, ["admin"], [world.theirs.id]))).toEqual({ unread: 0 });
    expect((await mine()).unread).toBe(1);
  });
});
