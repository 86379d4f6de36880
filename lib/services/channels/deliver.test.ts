import { describe, expect, it } from "vitest";
import type { PostOutcome } from "@/lib/cmk/channels/post-message";
import { formOf, openChannels } from "@/test/channels";
import { deliver, findDueChannels } from "./deliver";
import { updateChannel } from "./save-channel";

const { tools, admin, at, later, add, fail, settle, deliveries, world, posted, answers } = openChannels();

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
    expect(await deliveries()).toMatchObject([{ status: "sent" }, { status: "sent" }]);
  });

  it("waits for the end of quiet hours, unless Adobe may purge", async () => {
    const night = "2026-11-24T02:00:00Z";
    const { id } = await add({ quietFrom: 1320, quietTo: 420 });
    await fail({ severity: "critical" }, at(night));
    expect(await findDueChannels(at("2026-11-24T06:59:00Z"), 9)).toEqual([]);
    expect(await findDueChannels(at("2026-11-24T07:00:00Z"), 9)).toEqual([
      { organisationId: world().mine.id, channelId: id },
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
    expect(await deliveries()).toHaveLength(3);
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
    expect((await deliveries()).map(({ status }) => status).sort()).toEqual(["dropped", "sent", "sent"]);
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
    answers.push(busy);
    await deliver(at(start + 1000), tools, id);
    expect(await findDueChannels(at(start + 100_000), 9)).toEqual([]);
    expect(await deliveries()).toMatchObject([
      { status: "queued", attempts: 1, problem: { code: "throttled" } },
    ]);
    for (let time = 0; time < 20; time++)
      answers.push({
        ...busy,
        code: "unavailable",
        status: 503,
        retryAfterSeconds: null,
      });
    for (let hour = 1; hour < 20; hour++) await deliver(at(start + hour * 4_000_000), tools, id);
    expect(posted).toHaveLength(8);
    expect(new Set(posted.map((one) => one.id)).size).toBe(1);
    expect(await deliveries()).toMatchObject([
      { status: "failed", attempts: 8, problem: { code: "unavailable" } },
    ]);
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
    const codes = (await deliveries()).map(({ status, problem }) => [status, problem?.code]);
    expect(codes).toContainEqual(["failed", "host-not-allowed"]);
    expect(codes).toContainEqual(["dropped", "channel-off"]);
  });
});
