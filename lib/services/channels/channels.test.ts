import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { CreateChannel, UpdateChannel } from "@/lib/cmk/channels/channel-schemas";
import type { Message, PostOutcome } from "@/lib/cmk/channels/post-message";
import type { Mail, MailOutcome } from "@/lib/cmk/mail/send-mail";
import { createFinding } from "@/lib/db/findings";
import { saveMembership } from "@/lib/db/memberships";
import { localKeyWrapper } from "@/lib/db/secrets/key-wrapper";
import { withScope } from "@/lib/db/transaction";
import { wordsOf } from "@/lib/i18n/words-of";
import { openSetupWorld, type SetupWorld } from "@/test/setup-world";
import { raiseAlert } from "../alerts/raise-alert";
import { settleAlert } from "../alerts/settle-alert";
import type { OrganisationContext } from "../context";
import type { ChannelTools } from "./channel-tools";
import { deliver, findDueChannels } from "./deliver";
import { listChannels } from "./list-channels";
import { createChannel, removeChannel, updateChannel } from "./save-channel";
import { testChannel } from "./test-channel";

let world: SetupWorld;
beforeAll(async () => {
  world = await openSetupWorld();
}, 60_000);
afterAll(() => world.end());

/** What was posted, and how the next posts go. */
let posted: Message[] = [];
let answers: PostOutcome[] = [];
let mailed: Mail[] = [];
let mailAnswers: MailOutcome[] = [];
beforeEach(async () => {
  posted = [];
  answers = [];
  mailed = [];
  mailAnswers = [];
  for (const table of ["deliveries", "channels", "alerts"]) await world.owner.query(`delete from ${table}`);
  await world.owner.query("delete from secrets where kind like 'channel:%'");
  await world.owner.query("update findings set status = 'closed', closed_at = opened_at");
});

const tools: ChannelTools = {
  wrapper: localKeyWrapper(Buffer.alloc(32, 7)),
  post: async (message) => {
    posted.push(message);
    return answers.shift() ?? { ok: true };
  },
  sendMail: async (mail) => {
    mailed.push(mail);
    return mailAnswers.shift() ?? { ok: true, refused: [] };
  },
  wordsOf: (locale) => wordsOf(locale === "fr" ? "fr" : "en"),
  linkTo: {
    alert: (organisation, alert) => `https://clavis.example/${organisation}/${alert}`,
    channels: (organisation) => `https://clavis.example/${organisation}`,
  },
  webhookHosts: ["hooks.contoso.example"],
  mail: { on: true, domains: ["contoso.example"] },
};
const SLACK: CreateChannel = {
  kind: "slack",
  address: "https://hooks.slack.com/services/T0/B0/secret",
  name: "On call",
  minSeverity: "high",
  locale: "en",
  timeZone: "UTC",
  quietFrom: null,
  quietTo: null,
  digestAt: null,
};
const admin = () => world.as(["admin"]);
const add = async (change: Partial<CreateChannel> = {}) =>
  (await createChannel(admin(), tools, { ...SLACK, ...change })).channel;
const at = (time: string | number): OrganisationContext => ({
  ...world.system(),
  now: () => new Date(time),
});
const later = (seconds: number) => at(Date.now() + seconds * 1000);
const rows = async () =>
  (await world.owner.query("select kind, status, attempts, problem from deliveries order by created_at, id"))
    .rows;

/** What a change of a channel says: everything but its kind, and its address only when told. */
function formOf(change: Partial<CreateChannel> & { revision: number; enabled?: boolean }): UpdateChannel {
  const { name, minSeverity, locale, timeZone, quietFrom, quietTo, digestAt } = { ...SLACK, ...change };
  const settings = { name, minSeverity, locale, timeZone, quietFrom, quietTo, digestAt };
  return { ...settings, address: change.address, enabled: change.enabled ?? true, revision: change.revision };
}

let made = 0;
/** A check begins to fail, and people are told. Returns the finding. */
async function fail(
  change: { severity?: "critical" | "high" | "low"; failureClass?: "purge" | "hygiene" } = {},
  context = world.system(),
): Promise<string> {
  const { severity = "high", failureClass = "hygiene" } = change;
  const checkId = (["NET-04", "NET-06", "KEY-06", "KEY-04"] as const)[made++ % 4] ?? "NET-04";
  return withScope(world.scope, async (tx) => {
    const address = { organisationId: world.mine.id, part: "aep", checkId } as const;
    const content = { severity, failureClass, observed: null, reason: null } as const;
    const { id } = await createFinding(tx, {
      ...address,
      ...content,
      regression: false,
      openedAt: new Date(),
    });
    await raiseAlert(tx, context, {
      source: "finding",
      kind: checkId,
      part: "aep",
      severity,
      failureClass,
      params: {},
      findingId: id,
    });
    return id;
  });
}
const settle = (finding: string, context = world.system()) =>
  withScope(world.scope, (tx) => settleAlert(tx, context, finding));

describe("a channel", () => {
  it("is an admin's to manage, support's to read, and nobody's in another organisation", async () => {
    const { id } = await add();
    for (const role of ["leader", "support"] as const)
      await expect(createChannel(world.as([role]), tools, SLACK)).rejects.toMatchObject({
        code: "FORBIDDEN",
      });
    await expect(listChannels(world.as(["leader"]), tools)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect((await listChannels(world.as(["support"]), tools)).channels).toMatchObject([
      { id, enabled: true },
    ]);
    const elsewhere = { ...admin(), organisationId: world.theirs.id };
    await expect(removeChannel(elsewhere, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(testChannel(elsewhere, tools, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(findDueChannels(admin(), 9)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(deliver(admin(), tools, id)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("keeps its address encrypted, and to itself", async () => {
    await add();
    const shown = JSON.stringify(await listChannels(admin(), tools));
    const { rows: audit } = await world.owner.query("select * from audit_entries");
    const { rows: stored } = await world.owner.query("select * from channels");
    for (const text of [shown, JSON.stringify(audit), JSON.stringify(stored)]) {
      expect(text).toContain("hooks.slack.com");
      expect(text).not.toContain("B0/secret");
    }
  });

  it("is refused where nothing may be sent, at its field", async () => {
    const elsewhere = add({ kind: "webhook", address: "https://169.254.169.254/x" });
    await expect(elsewhere).rejects.toMatchObject({ fields: [{ field: "address", reason: "channel-host" }] });
    const { id, revision } = await add();
    const change = formOf({ address: "https://evil.example/x", revision });
    await expect(updateChannel(admin(), tools, id, change)).rejects.toMatchObject({
      fields: [{ field: "address" }],
    });
  });

  it("changes as it was last seen; a new address takes the old one's place and keeps the signing key", async () => {
    const first = await createChannel(admin(), tools, {
      ...SLACK,
      kind: "webhook",
      address: "https://hooks.contoso.example/one",
    });
    expect(first.signingKey).toMatch(/^whsec_/);
    const { id, revision } = first.channel;
    const change = formOf({ address: "https://hooks.contoso.example/two", name: "Two", revision });
    const second = await updateChannel(admin(), tools, id, change);
    expect(second).toMatchObject({ name: "Two", revision: revision + 1 });
    await expect(updateChannel(admin(), tools, id, change)).rejects.toMatchObject({
      details: { reason: "changed-meanwhile" },
    });
    await testChannel(admin(), tools, id);
    expect(posted).toMatchObject([
      { address: "https://hooks.contoso.example/two", signingKey: first.signingKey },
    ]);
  });

  it("when it is removed, is forgotten with its address; what was sent stays", async () => {
    const { id } = await add();
    await testChannel(admin(), tools, id);
    await removeChannel(admin(), id);
    expect(await listChannels(admin(), tools)).toMatchObject({
      channels: [],
      deliveries: [{ kind: "test" }],
    });
    const { rows: left } = await world.owner.query("select 1 from secrets where kind like 'channel:%'");
    expect(left).toEqual([]);
    expect((await world.auditActions()).slice(-3)).toEqual([
      "channel.created",
      "channel.tested",
      "channel.removed",
    ]);
  });

  it("there are twenty of at most", async () => {
    for (let index = 0; index < 20; index++) await add();
    await expect(add()).rejects.toMatchObject({ details: { reason: "too-many-channels" } });
  });
});

describe("a test", () => {
  it("says at once whether it was taken, also of a channel that is off, and not again for ten seconds", async () => {
    const { id, revision } = await add();
    await updateChannel(admin(), tools, id, formOf({ enabled: false, revision }));
    answers = [{ ok: false, code: "gone", status: 404, again: false, retryAfterSeconds: null }];
    const sent = await testChannel(admin(), tools, id);
    expect(sent).toMatchObject({ status: "failed", problem: { code: "gone", status: 404 } });
    await expect(testChannel(admin(), tools, id)).rejects.toMatchObject({
      details: { reason: "checked-just-now" },
    });
    expect(posted.map((one) => one.address)).toEqual([SLACK.address]);
    expect(await findDueChannels(later(100), 9)).toEqual([]);
  });
});

describe("an alert", () => {
  it("is told once to whom wants to know, in their language", async () => {
    const english = await add();
    const french = await add({ locale: "fr", minSeverity: "low" });
    await add({ minSeverity: "critical" });
    await fail();
    expect(await findDueChannels(later(1), 9)).toHaveLength(2);
    await Promise.all([1, 2, 3].map(() => deliver(later(1), tools, english.id)));
    await deliver(later(1), tools, french.id);
    await deliver(later(2), tools, english.id);
    expect(posted).toHaveLength(2);
    expect(posted.map(({ body }) => /"text":"([^: \u00a0"]+)/.exec(body)?.[1])).toEqual([
      "High",
      expect.stringMatching(/^Élev/),
    ]);
    expect(await rows()).toMatchObject([{ status: "sent" }, { status: "sent" }]);
  });

  it("waits for the end of quiet hours, unless Adobe may purge", async () => {
    const night = "2026-11-24T02:00:00Z";
    const { id } = await add({ quietFrom: 1320, quietTo: 420 });
    await fail({ severity: "critical" }, at(night));
    expect(await findDueChannels(at("2026-11-24T06:59:00Z"), 9)).toEqual([]);
    expect(await findDueChannels(at("2026-11-24T07:00:00Z"), 9)).toEqual([
      { organisationId: world.mine.id, channelId: id },
    ]);
    await fail({ severity: "critical", failureClass: "purge" }, at(night));
    await deliver(at(night), tools, id);
    expect(posted).toHaveLength(1);
  });

  it("stands with the others of the day in one message", async () => {
    const { id } = await add({ digestAt: 540 });
    for (const hour of [10, 12, 14]) await fail({}, at(`2026-11-24T${hour}:00:00Z`));
    await deliver(at("2026-11-25T09:00:01Z"), tools, id);
    expect(posted).toHaveLength(1);
    expect(posted[0]?.body).toContain("3 messages about");
    expect(await rows()).toHaveLength(3);
  });

  it("that is over before it was told wakes nobody; who was told hears the end", async () => {
    const told = await add();
    const waiting = await add({ quietFrom: 1320, quietTo: 420 });
    const night = at("2026-11-24T02:00:00Z");
    const finding = await fail({}, night);
    await deliver(night, tools, told.id);
    await settle(finding, at("2026-11-24T03:00:00Z"));
    await deliver(at("2026-11-24T08:00:00Z"), tools, waiting.id);
    await deliver(at("2026-11-24T08:00:00Z"), tools, told.id);
    expect(posted.map(({ body }) => /"text":"([^: \u00a0"]+)/.exec(body)?.[1])).toEqual(["High", "Resolved"]);
    expect((await rows()).map(({ status }) => status).sort()).toEqual(["dropped", "sent", "sent"]);
  });

  it("that is not taken is tried again, longer and longer, as the receiver asks, and not for ever", async () => {
    const { id } = await add();
    const start = Date.now();
    await fail();
    const busy: PostOutcome = {
      ok: false,
      code: "throttled",
      status: 429,
      again: true,
      retryAfterSeconds: 120,
    };
    answers = [busy];
    await deliver(at(start + 1000), tools, id);
    expect(await findDueChannels(at(start + 100_000), 9)).toEqual([]);
    expect(await rows()).toMatchObject([{ status: "queued", attempts: 1, problem: { code: "throttled" } }]);
    answers = Array.from({ length: 20 }, () => ({
      ...busy,
      code: "unavailable",
      status: 503,
      retryAfterSeconds: null,
    }));
    for (let hour = 1; hour < 20; hour++) await deliver(at(start + hour * 4_000_000), tools, id);
    expect(posted).toHaveLength(8);
    expect(new Set(posted.map((one) => one.id)).size).toBe(1);
    expect(await rows()).toMatchObject([{ status: "failed", attempts: 8, problem: { code: "unavailable" } }]);
  });

  it("of a worker that died is taken on by another", async () => {
    const { id } = await add();
    await fail();
    const dead = { ...tools, post: () => Promise.reject(new Error("killed")) };
    await expect(deliver(later(1), dead, id)).rejects.toThrow("killed");
    await deliver(later(30), tools, id);
    expect(posted).toHaveLength(0);
    await deliver(later(70), tools, id);
    expect(posted).toHaveLength(1);
  });

  it("is not sent where sending is not allowed any more, nor to a channel that is off", async () => {
    const hook = await add({ kind: "webhook", address: "https://hooks.contoso.example/x" });
    await fail();
    await deliver(later(1), { ...tools, webhookHosts: [] }, hook.id);
    const { id, revision } = await add();
    await fail();
    await updateChannel(admin(), tools, id, formOf({ enabled: false, revision }));
    await deliver(later(1), tools, id);
    expect(posted).toEqual([]);
    const codes = (await rows()).map(({ status, problem }) => [status, problem?.code]);
    expect(codes).toContainEqual(["failed", "host-not-allowed"]);
    expect(codes).toContainEqual(["dropped", "channel-off"]);
  });
});

describe("mail", () => {
  const MAIL: Partial<CreateChannel> = {
    kind: "email",
    address: undefined,
    recipients: ["team@contoso.example", "mine@example.test"],
  };

  it("goes to members and allowed domains alone, when it is saved and when it is sent", async () => {
    for (const recipients of [["x@evil.example"], ["theirs@example.test"]])
      await expect(add({ ...MAIL, recipients })).rejects.toMatchObject({
        fields: [{ field: "recipients", reason: "mail-recipient" }],
      });
    await withScope(world.scope, (tx) =>
      saveMembership(tx, { userId: world.me.id, organisationId: world.mine.id, role: "admin" }),
    );
    const { id } = await add(MAIL);
    await fail();
    await world.owner.query("delete from memberships where organisation_id = $1", [world.mine.id]);
    await deliver(later(1), tools, id);
    await fail();
    await deliver(later(2), { ...tools, mail: { on: true, domains: [] } }, id);
    expect(mailed.map(({ to }) => to)).toEqual([["team@contoso.example"]]);
    expect(await rows()).toMatchObject([
      { status: "sent" },
      { status: "failed", problem: { code: "nobody-left" } },
    ]);
  });

  it("says what happened with links, in text and HTML, and who was not reached", async () => {
    const { id } = await add({ ...MAIL, recipients: ["team@contoso.example"], locale: "fr" });
    mailAnswers = [{ ok: true, refused: ["team@contoso.example"] }];
    await fail();
    await deliver(later(1), tools, id);
    const [mail] = mailed;
    expect(mail?.subject).toMatch(/^Élev/);
    expect(mail?.text).toContain(`https://clavis.example/${world.mine.id}/`);
    expect(mail?.html).toContain('<html lang="fr">');
    expect(mail?.manageUrl).toBe(`https://clavis.example/${world.mine.id}`);
    expect(await rows()).toMatchObject([{ status: "sent", problem: { code: "some-refused" } }]);
  });

  it("that the server asks to send later is sent later, and a refusal is final", async () => {
    const { id } = await add({ ...MAIL, recipients: ["team@contoso.example"] });
    const no = { ok: false, retryAfterSeconds: null } as const;
    mailAnswers = [
      { ...no, code: "mail-unavailable", status: 451, again: true },
      { ...no, code: "mail-refused", status: 550, again: false },
    ];
    await fail();
    await deliver(later(1), tools, id);
    expect(await rows()).toMatchObject([{ status: "queued", problem: { status: 451 } }]);
    await deliver(later(100), tools, id);
    expect(await rows()).toMatchObject([{ status: "failed", problem: { code: "mail-refused" } }]);
    expect(new Set(mailed.map((one) => one.id)).size).toBe(1);
  });

  it("has recipients that can be changed and are on record", async () => {
    const { id, revision } = await add({ ...MAIL, recipients: ["team@contoso.example"] });
    const change = { ...formOf({ revision }), address: undefined };
    await expect(
      updateChannel(admin(), tools, id, { ...change, recipients: ["x@evil.example"] }),
    ).rejects.toMatchObject({ fields: [{ field: "recipients" }] });
    const other = await updateChannel(admin(), tools, id, { ...change, recipients: ["ops@contoso.example"] });
    expect(other.recipients).toEqual(["ops@contoso.example"]);
    const same = await updateChannel(admin(), tools, id, { ...change, revision: other.revision });
    expect(same.recipients).toEqual(["ops@contoso.example"]);
    const { rows: audit } = await world.owner.query("select after from audit_entries where subject = $1", [
      id,
    ]);
    expect(JSON.stringify(audit)).toContain("ops@contoso.example");
    expect(await testChannel(admin(), tools, id)).toMatchObject({ status: "sent", channelKind: "email" });
  });
});
