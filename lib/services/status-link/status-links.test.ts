import { NextRequest } from "next/server";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Role } from "@/lib/cmk/permissions";
import { linkState, MOST_OPENS } from "@/lib/cmk/status-link/status-link";
import { saveMembership } from "@/lib/db/memberships";
import { takeOpening } from "@/lib/db/status-links";
import { EVERYTHING, scopeOf } from "@/lib/db/test-world";
import { withScope } from "@/lib/db/transaction";
import { statusPageContext } from "@/lib/server/gates/status-link";
import { proxy } from "@/proxy";
import { openSetupWorld, type SetupWorld } from "@/test/setup-world";
import type { WideContext } from "../wide-context";
import { createStatusLink } from "./create-status-link";
import { listStatusLinks } from "./list-status-links";
import { openStatusPage } from "./open-status-page";
import { revokeStatusLink } from "./revoke-status-link";

vi.mock("@/lib/server/clouds/windows", () => ({
  windows: () => ({ rolePropagationSeconds: 600, firewallPropagationSeconds: 600 }),
}));

let world: SetupWorld;
beforeAll(async () => {
  world = await openSetupWorld();
}, 60_000);
afterAll(() => world?.end());
beforeEach(async () => {
  await world.owner.query("delete from status_links");
  await withScope(EVERYTHING, (tx) =>
    saveMembership(tx, { userId: world.me.id, organisationId: world.mine.id, role: "admin" }),
  );
});

const wide = (roles: Role[] = ["admin"], as: "me" | "them" = "me"): WideContext => ({
  ...world.as(roles, as === "me" ? world.mine : world.theirs),
  ...(as === "them"
    ? {
        actor: { ...world.as(roles, world.theirs).actor, userId: world.them.id } as WideContext["actor"],
        scope: scopeOf(world.theirs.id, world.them.id),
      }
    : {}),
  rolesIn: () => roles,
});
const wish = (more = {}) => ({
  title: "For our customers",
  organisations: [world.mine.id as string],
  sections: ["organisations" as const],
  days: 30,
  ...more,
});
const open = async (token: string) => openStatusPage(await statusPageContext(token, "test"));
const actions = () => world.auditActions();

describe("a status link", () => {
  it("opens what its owner chose and nothing else, without ids, and is in the trail", async () => {
    const { link, token } = await createStatusLink(wide(), wish());
    const page = await open(token);
    expect(page).toMatchObject({
      title: "For our customers",
      total: 1,
      trend: null,
      findings: null,
      repair: null,
    });
    expect(page.organisations?.map(({ name, parts }) => [name, parts])).toEqual([["Mine", null]]);
    const text = JSON.stringify(page);
    for (const secret of [world.mine.id, world.mine.imsOrgId, world.me.id, link.id, "Theirs"])
      expect(text).not.toContain(secret);
    await open(token);
    expect((await actions()).filter((action) => action.startsWith("status-link"))).toEqual([
      "status-link.created",
      "status-link.opened",
    ]);
    const { rows } = await world.owner.query("select token_hash, opens from status_links");
    expect(rows[0]).toMatchObject({ opens: 2 });
    expect(rows[0].token_hash).not.toContain(token);
  });

  it("gives one and the same answer to every secret that opens nothing", async () => {
    const { link, token } = await createStatusLink(wide(), wish());
    const answer = async (secret: string) => statusPageContext(secret, "test").catch((error: Error) => error);
    await revokeStatusLink(wide(), link.id);
    const expired = await createStatusLink(wide(), wish());
    await world.owner.query(
      "update status_links set created_at = now() - interval '3 days', expires_at = now() - interval '1 second' where id = $1",
      [expired.link.id],
    );
    const answers = await Promise.all(
      [token, expired.token, "A".repeat(43), "", "7", "' or 1=1 --"].map(answer),
    );
    expect(answers[0]).toMatchObject({ code: "NOT_FOUND" });
    for (const one of answers) expect(one).toEqual(answers[0]);
    expect(await actions()).toContain("status-link.revoked");
  });

  it("dies with its owner's right to read", async () => {
    const { token } = await createStatusLink(wide(), wish());
    await world.owner.query("delete from memberships where user_id = $1", [world.me.id]);
    await expect(open(token)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("is not made for another's organisation, by the wrong role, or without an end", async () => {
    await expect(createStatusLink(wide(), wish({ organisations: [world.theirs.id] }))).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(createStatusLink(wide(["support"]), wish())).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(listStatusLinks(wide(["support"]))).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(revokeStatusLink(wide(["support"]), world.mine.id)).rejects.toMatchObject({
      code: "FORBIDDEN",
    });
    await expect(createStatusLink(wide(), wish({ days: 400 }))).rejects.toThrow();
    expect((await world.owner.query("select * from status_links")).rows).toEqual([]);
  });

  it("is seen and ended by its own people alone", async () => {
    const { link } = await createStatusLink(wide(), wish());
    expect(await listStatusLinks(wide(["admin"], "them"))).toEqual([]);
    await expect(revokeStatusLink(wide(["admin"], "them"), link.id)).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    const ended = await revokeStatusLink(wide(), link.id);
    expect(ended).toMatchObject({ state: "revoked", revokedByName: "Ada", mayRevoke: false });
    await expect(revokeStatusLink(wide(), link.id)).rejects.toMatchObject({ code: "CONFLICT" });
  });

  it("opens as often as people read, and says when again", async () => {
    const { token } = await createStatusLink(wide(), wish());
    const at = new Date();
    const take = (moment: Date, secret = token) =>
      withScope(EVERYTHING, (tx) => takeOpening(tx, secret, moment));
    for (let opening = 0; opening < MOST_OPENS; opening += 1) expect(await take(at)).toBe(0);
    expect(await take(new Date(at.getTime() + 20_000))).toBe(40);
    expect(await take(at, "A".repeat(43))).toBe(0);
    expect(await take(new Date(at.getTime() + 61_000))).toBe(0);
  });

  it("is told 429 with a time to wait, as one address among all", async () => {
    const { token } = await createStatusLink(wide(), wish());
    const ask = () => proxy(new NextRequest(`http://127.0.0.1:3000/status/${token}`));
    expect((await ask()).status).toBe(200);
    await world.owner.query("update status_links set window_opens = $1", [MOST_OPENS]);
    const answer = await ask();
    const wait = Number(answer.headers.get("retry-after"));
    expect([answer.status, wait > 0 && wait <= 60]).toEqual([429, true]);
    expect(answer.headers.get("content-security-policy")).toContain("nonce-");
    const other = await proxy(new NextRequest(`http://127.0.0.1:3000/status/${"A".repeat(43)}`));
    expect([other.status, other.headers.get("retry-after")]).toEqual([200, null]);
  });

  it("is over when its time is, to the second", () => {
    const now = new Date("2026-03-01T00:00:00Z");
    expect(linkState({ revokedAt: null, expiresAt: now }, now)).toBe("expired");
    expect(linkState({ revokedAt: null, expiresAt: new Date(now.getTime() + 1) }, now)).toBe("open");
    expect(linkState({ revokedAt: now, expiresAt: now }, now)).toBe("revoked");
  });
});
