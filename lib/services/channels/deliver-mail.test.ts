import { describe, expect, it } from "vitest";
import type { CreateChannel } from "@/lib/cmk/channels/channel-schemas";
import { saveMembership } from "@/lib/db/memberships";
import { withScope } from "@/lib/db/transaction";
import { formOf, openChannels } from "@/test/channels";
import { deliver } from "./deliver";
import { updateChannel } from "./save-channel";
import { testChannel } from "./test-channel";

const { tools, admin, later, add, fail, deliveries, world, mailed, mailAnswers } = openChannels();

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
    await withScope(world().scope, (tx) =>
      saveMembership(tx, { userId: world().me.id, organisationId: world().mine.id, role: "admin" }),
    );
    const { id } = await add(MAIL);
    await fail();
    await world().owner.query("delete from memberships where organisation_id = $1", [world().mine.id]);
    await deliver(later(1), tools, id);
    await fail();
    await deliver(later(2), { ...tools, mail: { on: true, domains: [] } }, id);
    expect(mailed.map(({ to }) => to)).toEqual([["team@contoso.example"]]);
    expect(await deliveries()).toMatchObject([
      { status: "sent" },
      { status: "failed", problem: { code: "nobody-left" } },
    ]);
  });

  it("says what happened with links, in text and HTML, and who was not reached", async () => {
    const { id } = await add({ ...MAIL, recipients: ["team@contoso.example"], locale: "fr" });
    mailAnswers.push({ ok: true, refused: ["team@contoso.example"] });
    await fail();
    await deliver(later(1), tools, id);
    const [mail] = mailed;
    expect(mail?.subject).toMatch(/^Élev/);
    expect(mail?.text).toContain(`https://clavis.example/${world().mine.id}/`);
    expect(mail?.html).toContain('<html lang="fr">');
    expect(mail?.manageUrl).toBe(`https://clavis.example/${world().mine.id}`);
    expect(await deliveries()).toMatchObject([{ status: "sent", problem: { code: "some-refused" } }]);
  });

  it("that the server asks to send later is sent later, and a refusal is final", async () => {
    const { id } = await add({ ...MAIL, recipients: ["team@contoso.example"] });
    const no = { ok: false, retryAfterSeconds: null } as const;
    mailAnswers.push(
      { ...no, code: "mail-unavailable", status: 451, again: true },
      { ...no, code: "mail-refused", status: 550, again: false },
    );
    await fail();
    await deliver(later(1), tools, id);
    expect(await deliveries()).toMatchObject([{ status: "queued", problem: { status: 451 } }]);
    await deliver(later(100), tools, id);
    expect(await deliveries()).toMatchObject([{ status: "failed", problem: { code: "mail-refused" } }]);
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
    const { rows: audit } = await world().owner.query("select after from audit_entries where subject = $1", [
      id,
    ]);
    expect(JSON.stringify(audit)).toContain("ops@contoso.example");
    expect(await testChannel(admin(), tools, id)).toMatchObject({ status: "sent", channelKind: "email" });
  });
});
