import { createHmac } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { CreateStream, StreamTrouble } from "@/lib/cmk/audit/stream-schemas";
import type { Message, PostOutcome } from "@/lib/cmk/channels/post-message";
import { localKeyWrapper } from "@/lib/db/secrets/key-wrapper";
import { EVERYTHING } from "@/lib/db/test-world";
import { signedHeaders } from "@/lib/notify/post-message";
import { openSetupWorld, type SetupWorld } from "@/test/setup-world";
import type { Context } from "../context";
import { changeRetention } from "./change-retention";
import { createStream, getAuditSettings, removeStream, updateStream } from "./manage-streams";
import { findDueStreams, runStream } from "./run-stream";
import type { StreamTools } from "./stream-target";
import { testStream } from "./test-stream";

let world: SetupWorld;
beforeAll(async () => {
  world = await openSetupWorld();
}, 60_000);
afterAll(() => world.end());

let lines: string[] = [];
let posted: Message[] = [];
let troubles: StreamTrouble[] = [];
let answers: PostOutcome[] = [];
beforeEach(async () => {
  lines = [];
  posted = [];
  troubles = [];
  answers = [];
  await world.owner.query("delete from audit_streams");
});
const tools: StreamTools = {
  wrapper: localKeyWrapper(Buffer.alloc(32, 7)),
  sendSyslog: async (_target, messages) => {
    const code = troubles.shift();
    if (code) return { ok: false, code };
    lines.push(...messages);
    return { ok: true };
  },
  post: async (message) => {
    posted.push(message);
    return answers.shift() ?? { ok: true };
  },
  webhookHosts: ["hooks.contoso.example"],
  syslogHosts: ["siem.contoso.example"],
  hostName: "console.example",
};
const SYSLOG: CreateStream = {
  kind: "syslog",
  name: "SIEM",
  host: "siem.contoso.example",
  port: 6514,
  caCertificate: null,
  from: "now",
};
const HOOK: CreateStream = {
  kind: "webhook",
  name: "Hook",
  address: "https://hooks.contoso.example/secret-path",
  from: "now",
};
const admin = () => world.as(["admin"]);
const mine = () => world.mine.id;
const add = async (input: CreateStream = SYSLOG) => createStream(admin(), tools, mine(), input);
const worker = (at = Date.now()): Context => ({
  actor: { kind: "system", name: "Clavis" },
  scope: EVERYTHING,
  correlationId: "w",
  now: () => new Date(at),
});
const state = async () => (await getAuditSettings(admin(), tools, mine())).streams[0];
const write = async (days: number | null) => {
  const { chain } = await getAuditSettings(admin(), tools, mine());
  await changeRetention(admin(), mine(), { retentionDays: days, revision: chain.revision });
};
const sequences = () => lines.map((line) => Number(/sequenceId="(\d+)"/.exec(line)?.[1]));

describe("streams and retention", () => {
  it("are an admin's to manage, support's to read, and nobody's in another organisation", async () => {
    const { stream } = await add();
    for (const role of ["leader", "support"] as const) {
      const context = world.as([role]);
      await expect(createStream(context, tools, mine(), SYSLOG)).rejects.toMatchObject({ code: "FORBIDDEN" });
      await expect(testStream(context, tools, mine(), stream.id)).rejects.toMatchObject({
        code: "FORBIDDEN",
      });
      await expect(removeStream(context, mine(), stream.id)).rejects.toMatchObject({ code: "FORBIDDEN" });
      await expect(
        changeRetention(context, mine(), { retentionDays: 99, revision: 1 }),
      ).rejects.toMatchObject({ code: "FORBIDDEN" });
    }
    await expect(getAuditSettings(world.as(["leader"]), tools, mine())).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    expect((await getAuditSettings(world.as(["support"]), tools, mine())).streams).toHaveLength(1);
    await expect(removeStream(admin(), world.theirs.id, stream.id)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(getAuditSettings(admin(), tools, null)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(createStream(admin(), tools, null, SYSLOG)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(runStream(admin(), tools, mine(), stream.id)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(findDueStreams(admin(), 9)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("go where an operator allows it alone", async () => {
    await expect(add({ ...SYSLOG, host: "169.254.169.254" })).rejects.toMatchObject({
      fields: [{ field: "host", reason: "syslog-host" }],
    });
    await expect(add({ ...HOOK, address: "https://evil.example/" })).rejects.toMatchObject({
      fields: [{ field: "address" }],
    });
    const { stream } = await add();
    await runStream(worker(), { ...tools, syslogHosts: [] }, mine(), stream.id);
    expect(await state()).toMatchObject({ problem: { code: "host-not-allowed" } });
    expect(lines).toEqual([]);
  });

  it("are written into the log, without the address of a webhook", async () => {
    const { stream, signingKey } = await add(HOOK);
    expect(signingKey).toMatch(/^whsec_/);
    await testStream(admin(), tools, mine(), stream.id);
    await updateStream(admin(), mine(), stream.id, {
      name: "New",
      enabled: false,
      revision: stream.revision,
    });
    await removeStream(admin(), mine(), stream.id);
    await write(120);
    await write(null);
    expect((await world.auditActions()).slice(-6)).toEqual([
      "audit-stream.created",
      "audit-stream.tested",
      "audit-stream.updated",
      "audit-stream.removed",
      "audit.retention-changed",
      "audit.retention-changed",
    ]);
    const { rows } = await world.owner.query("select before, after from audit_entries");
    expect(JSON.stringify(rows)).not.toContain("secret-path");
    await expect(changeRetention(admin(), mine(), { retentionDays: 99, revision: 1 })).rejects.toMatchObject({
      details: { reason: "changed-meanwhile" },
    });
  });
});

describe("what is sent", () => {
  it("is the chain in order, each entry once, from where it was said to begin", async () => {
    await write(100);
    const { stream } = await add({ ...SYSLOG, from: "start" });
    await runStream(worker(), tools, mine(), stream.id);
    const { rows } = await world.owner.query(
      "select max(sequence)::int as last from audit_entries where organisation_id = $1",
      [mine()],
    );
    expect(sequences()).toEqual(Array.from({ length: rows[0]?.last }, (_, n) => n + 1));
    expect(lines[0]).toMatch(
      /^<109>1 \d{4}-\d\d-\d\dT[\d:.]+Z console\.example clavis - \S+ \[meta sequenceId="1"\] \ufeff\{/,
    );
    expect(await findDueStreams(worker(), 9)).toEqual([]);
    await write(101);
    expect(await findDueStreams(worker(), 9)).toEqual([{ streamId: stream.id, chain: mine() }]);
    await runStream(worker(), tools, mine(), stream.id);
    expect(sequences().at(-1)).toBe(rows[0]?.last + 1);
    expect(await state()).toMatchObject({ behind: "0", problem: null, failures: 0 });
  });

  it("is signed for a receiver, and has the same id when it is sent again", async () => {
    const { stream, signingKey } = await add(HOOK);
    await write(100);
    answers = [{ ok: false, code: "unavailable", status: 503, again: true, retryAfterSeconds: 90 }];
    const at = Date.now();
    await runStream(worker(at), tools, mine(), stream.id);
    expect(await state()).toMatchObject({ failures: 1, problem: { code: "unavailable", status: 503 } });
    expect(Date.parse((await state())?.dueAt ?? "") - at).toBe(90_000);
    await runStream(worker(at + 80_000), tools, mine(), stream.id);
    expect(posted).toHaveLength(1);
    await runStream(worker(at + 91_000), tools, mine(), stream.id);
    expect(posted[1]).toEqual(posted[0]);
    const { body, id, signingKey: key } = posted[0] as Message;
    expect(key).toBe(signingKey);
    const headers = signedHeaders(id, key ?? "", body, new Date(0));
    const expected = createHmac("sha256", Buffer.from((key ?? "").slice(6), "base64"))
      .update(`${id}.0.${body}`)
      .digest("base64");
    expect(headers["webhook-signature"]).toBe(`v1,${expected}`);
    const { type, data } = JSON.parse(body) as { type: string; data: { action: string }[] };
    expect([type, ...data.map(({ action }) => action)]).toEqual([
      "clavis.audit",
      "audit-stream.created",
      "secret.metadata-read",
      "audit.retention-changed",
    ]);
  });

  it("stops after hours of failing, says so, and goes on where it was", async () => {
    const { stream } = await add();
    troubles = Array.from({ length: 14 }, () => "certificate" as const);
    let at = Date.now();
    for (let n = 0; n < 14; n++) {
      await runStream(worker(at), tools, mine(), stream.id);
      at += 3_600_000;
    }
    expect(await state()).toMatchObject({ enabled: false, failures: 14, problem: { code: "certificate" } });
    expect((await world.auditActions()).at(-1)).toBe("audit-stream.stopped");
    await runStream(worker(at), tools, mine(), stream.id);
    expect(lines).toEqual([]);
    const { revision = 0 } = (await state()) ?? {};
    await updateStream(admin(), mine(), stream.id, { name: "SIEM", enabled: true, revision });
    await runStream(worker(Date.now() + 1000), tools, mine(), stream.id);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines[0]).toContain("audit-stream.created");
  });

  it("is sent by one worker at a time, and again by another when that one died", async () => {
    const { stream } = await add();
    const at = Date.now();
    const dying: StreamTools = { ...tools, sendSyslog: () => Promise.reject(new Error("killed")) };
    await expect(runStream(worker(at), dying, mine(), stream.id)).rejects.toThrow("killed");
    await runStream(worker(at + 1000), tools, mine(), stream.id);
    expect(lines).toEqual([]);
    await runStream(worker(at + 121_000), tools, mine(), stream.id);
    expect(lines).toHaveLength(1);
  });

  it("is tried once by a test, whatever the state", async () => {
    const { stream } = await add();
    troubles = ["refused"];
    expect(await testStream(admin(), tools, mine(), stream.id)).toEqual({
      taken: false,
      problem: { code: "refused", status: null },
    });
    expect(await testStream(admin(), tools, mine(), stream.id)).toEqual({ taken: true, problem: null });
    expect(lines).toHaveLength(1);
    expect(await state()).toMatchObject({ failures: 0, problem: null });
  });
});
