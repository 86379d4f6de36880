import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { Mail, MailOutcome } from "@/lib/cmk/mail/send-mail";
import { EVERYTHING } from "@/lib/db/test-world";
import { wordsOf } from "@/lib/i18n/words-of";
import { openSetupWorld, type SetupWorld } from "@/test/setup-world";
import type { Context } from "../context";
import { mailInbox } from "./mail-inbox";
import { createNote } from "./write-note";

let world: SetupWorld;
let sent: Mail[] = [];
let answers: MailOutcome[] = [];
beforeAll(async () => {
  world = await openSetupWorld();
}, 60_000);
afterAll(() => world.end());
beforeEach(async () => {
  sent = [];
  answers = [];
  for (const table of ["inbox_items", "notes"]) await world.owner.query(`delete from ${table}`);
  await world.owner.query("update memberships set role = 'admin'");
  // A member who writes, and world.me, who is written to.
  const base = world.as(["admin"]);
  const author = {
    ...base,
    actor: { ...base.actor, userId: world.them.id, name: "Sam\r\nBcc: x" } as typeof base.actor,
  };
  await createNote(author, { text: "@mine@example.test <b>look</b>" });
});

const tools = {
  sendMail: async (mail: Mail) => {
    sent.push(mail);
    return answers.shift() ?? ({ ok: true } as MailOutcome);
  },
  wordsOf: (locale: string) => wordsOf(locale === "fr" ? "fr" : "en"),
  linkTo: {
    timeline: (org: string) => `https://clavis.example/${org}/timeline`,
    inbox: () => "https://clavis.example/inbox",
  },
};
const clavis = (seconds: number): Context => ({
  actor: { kind: "system", name: "Clavis" },
  scope: EVERYTHING,
  correlationId: "c",
  now: () => new Date(Date.now() + seconds * 1000),
});

it("mails what was not read within a minute, once, escaped, to the member", async () => {
  expect(await mailInbox(clavis(5), tools)).toBe(0);
  expect(await mailInbox(clavis(90), tools)).toBe(1);
  expect(await mailInbox(clavis(95), tools)).toBe(0);
  expect(sent).toHaveLength(1);
  expect(sent[0]).toMatchObject({ to: ["Mine@example.test"] });
  expect(sent[0]?.html).toContain("&lt;b&gt;look");
  expect(sent[0]?.text).toContain("https://clavis.example/");
});

it("sends nothing of what was read, taken back, or is no longer theirs to read", async () => {
  await world.owner.query("update inbox_items set read_at = now()");
  expect(await mailInbox(clavis(90), tools)).toBe(0);
  await world.owner.query("update inbox_items set read_at = null; update notes set removed_at = now()");
  expect(await mailInbox(clavis(90), tools)).toBe(0);
  await world.owner.query(
    "update inbox_items set mailed_at = null; update notes set removed_at = null; update memberships set role = 'leader'",
  );
  expect(await mailInbox(clavis(90), tools)).toBe(0);
  expect(sent).toEqual([]);
});

it("tries again where the server may take it later, and not where it refuses; after two hours no more", async () => {
  const no = { ok: false, status: null, retryAfterSeconds: null } as const;
  answers = [
    { ...no, code: "mail-unavailable", again: true } as MailOutcome,
    { ...no, code: "mail-refused", again: false } as MailOutcome,
  ];
  expect(await mailInbox(clavis(90), tools)).toBe(0);
  expect(await mailInbox(clavis(95), tools)).toBe(0);
  expect(await mailInbox(clavis(99), tools)).toBe(0);
  expect(sent).toHaveLength(2);
  await world.owner.query("update inbox_items set mailed_at = null");
  expect(await mailInbox(clavis(3 * 3600), tools)).toBe(0);
  expect(sent).toHaveLength(2);
});

it("is Clavis’s own to do", async () => {
  await expect(mailInbox(world.as(["admin"]), tools)).rejects.toMatchObject({ code: "FORBIDDEN" });
});
