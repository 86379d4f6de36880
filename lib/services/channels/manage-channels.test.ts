import { describe, expect, it } from "vitest";
import { formOf, openChannels, SLACK } from "@/test/channels";
import { deliver, findDueChannels } from "./deliver";
import { listChannels } from "./list-channels";
import { createChannel, removeChannel, updateChannel } from "./save-channel";
import { testChannel } from "./test-channel";

const { tools, admin, later, add, world, posted, answers } = openChannels();

describe("a channel", () => {
  it("is an admin's to manage, support's to read, and nobody's in another organisation", async () => {
    const { id } = await add();
    for (const role of ["leader", "support"] as const)
      await expect(createChannel(world().as([role]), tools, SLACK)).rejects.toMatchObject({
        code: "FORBIDDEN",
      });
    await expect(listChannels(world().as(["leader"]), tools)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect((await listChannels(world().as(["support"]), tools)).channels).toMatchObject([
      { id, enabled: true },
    ]);
    const elsewhere = { ...admin(), organisationId: world().theirs.id };
    await expect(removeChannel(elsewhere, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(testChannel(elsewhere, tools, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(findDueChannels(admin(), 9)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(deliver(admin(), tools, id)).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  it("keeps its address encrypted, and to itself", async () => {
    await add();
    const shown = JSON.stringify(await listChannels(admin(), tools));
    const { rows: audit } = await world().owner.query("select * from audit_entries");
    const { rows: stored } = await world().owner.query("select * from channels");
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
    const { rows: left } = await world().owner.query("select 1 from secrets where kind like 'channel:%'");
    expect(left).toEqual([]);
    expect((await world().auditActions()).slice(-3)).toEqual([
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
    answers.push({ ok: false, code: "gone", status: 404, again: false, retryAfterSeconds: null });
    const sent = await testChannel(admin(), tools, id);
    expect(sent).toMatchObject({ status: "failed", problem: { code: "gone", status: 404 } });
    await expect(testChannel(admin(), tools, id)).rejects.toMatchObject({
      details: { reason: "checked-just-now" },
    });
    expect(posted.map((one) => one.address)).toEqual([SLACK.address]);
    expect(await findDueChannels(later(100), 9)).toEqual([]);
  });
});
