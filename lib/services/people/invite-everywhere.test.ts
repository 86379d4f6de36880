import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { EVERYTHING } from "@/lib/db/test-world";
import { withScope } from "@/lib/db/transaction";
import { upsertUserFromToken } from "@/lib/db/users";
import { openSetupWorld, type SetupWorld } from "@/test/setup-world";
import { acceptInvitations } from "../sign-in/accept-invitations";
import type { WideContext } from "../wide-context";
import { inviteEverywhere, listInvitedEverywhere, withdrawEverywhere } from "./invite-everywhere";

let world: SetupWorld;
beforeAll(async () => {
  world = await openSetupWorld();
}, 60_000);
afterAll(() => world.end());

/** An administrator of all organisations, or of `scope` alone. */
const admin = (scope = EVERYTHING): WideContext => ({
  ...world.as(["admin"]),
  scope,
  rolesIn: () => ["admin"],
});

async function signIn(upn: string, at = new Date()) {
  const entraTenantId = world.mine.azureTenantId;
  const identity = { entraTenantId, entraObjectId: randomUUID(), upn, appRoles: [], displayName: upn };
  return withScope(EVERYTHING, async (tx) => {
    const user = await upsertUserFromToken(tx, identity, at);
    await acceptInvitations(tx, user, { at, correlationId: "c" });
    return user;
  });
}
const rolesOf = async (upn: string) => {
  const { rows } = await world.owner.query(
    "select m.organisation_id, m.role from memberships m join users u on u.id = m.user_id where u.upn = $1",
    [upn],
  );
  return rows;
};
const actions = async (subject: string) => {
  const { rows } = await world.owner.query(
    "select action, after from audit_entries where organisation_id is null and subject = $1 order by sequence",
    [subject],
  );
  return rows;
};

it("is for administrators of all organisations alone", async () => {
  const input = { upn: "x@contoso.example", role: "leader" as const };
  const leader = { ...admin(), actor: { ...admin().actor, roles: ["leader" as const] } } as WideContext;
  for (const context of [leader, admin(world.scope)]) {
    await expect(inviteEverywhere(context, input)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(listInvitedEverywhere(context)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(withdrawEverywhere(context, randomUUID())).rejects.toMatchObject({ code: "FORBIDDEN" });
  }
});

it("binds somebody who has never signed in to all organisations at their first sign-in, once", async () => {
  const upn = "first@contoso.example";
  expect(await inviteEverywhere(admin(), { upn, role: "support" })).toEqual({ added: false });
  expect(await listInvitedEverywhere(admin())).toMatchObject([{ upn, role: "support", expired: false }]);
  await signIn(upn);
  expect(await rolesOf(upn)).toEqual([{ organisation_id: null, role: "support" }]);
  expect(await listInvitedEverywhere(admin())).toEqual([]);
  expect(await actions(upn)).toMatchObject([
    { action: "member.invited", after: { role: "support", organisations: "all" } },
    { action: "invitation.accepted", after: { role: "support", organisations: "all" } },
  ]);
});

it("binds somebody who has signed in before at once, and says when they are bound already", async () => {
  const upn = "known@contoso.example";
  await signIn(upn);
  expect(await inviteEverywhere(admin(), { upn, role: "leader" })).toEqual({ added: true });
  expect(await rolesOf(upn)).toEqual([{ organisation_id: null, role: "leader" }]);
  await expect(inviteEverywhere(admin(), { upn, role: "leader" })).rejects.toMatchObject({
    code: "CONFLICT",
    details: { reason: "already-member" },
  });
});

it("counts no invitation that was withdrawn, is over, or was put in another's place", async () => {
  const upn = "later@contoso.example";
  await inviteEverywhere(admin(), { upn, role: "admin" });
  await inviteEverywhere(admin(), { upn, role: "leader" });
  const [open, ...more] = await listInvitedEverywhere(admin());
  expect([open?.role, more]).toEqual(["leader", []]);
  await withdrawEverywhere(admin(), open?.id ?? "");
  await expect(withdrawEverywhere(admin(), open?.id ?? "")).rejects.toMatchObject({ code: "NOT_FOUND" });
  await inviteEverywhere(
    { ...admin(), now: () => new Date(Date.now() - 31 * 86_400_000) },
    { upn, role: "admin" },
  );
  await signIn(upn);
  expect(await rolesOf(upn)).toEqual([]);
});

it("is seen and withdrawn in no single organisation", async () => {
  await inviteEverywhere(admin(), { upn: "unseen@contoso.example", role: "admin" });
  const { rows } = await world.owner.query("select id from invitations where upn = 'unseen@contoso.example'");
  const { withdrawInvitation } = await import("./withdraw-invitation");
  const { listPeople } = await import("./list-people");
  await expect(withdrawInvitation(world.as(["admin"]), rows[0].id)).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  expect((await listPeople(world.as(["admin"]))).invitations).toEqual([]);
});
