import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { saveMembership } from "@/lib/db/memberships";
import { createSession } from "@/lib/db/sessions";
import { EVERYTHING } from "@/lib/db/test-world";
import { withScope } from "@/lib/db/transaction";
import { upsertUserFromToken } from "@/lib/db/users";
import { openSetupWorld, type SetupWorld } from "@/test/setup-world";
import type { OrganisationContext } from "../context";
import { acceptInvitations } from "../sign-in/accept-invitations";
import { changeMember } from "./change-member";
import { endMemberSessions } from "./end-member-sessions";
import { inviteMember } from "./invite-member";
import { listPeople } from "./list-people";
import { removeMember } from "./remove-member";
import { withdrawInvitation } from "./withdraw-invitation";

let world: SetupWorld;
beforeEach(async () => {
  world = await openSetupWorld();
}, 60_000);
afterEach(() => world.end());

const admin = () => world.as(["admin"]);
const names = async () => (await listPeople(admin())).members.map(({ upn, role }) => `${upn} ${role}`);
/** Somebody of the admin's directory who has signed in before. */
async function known(upn: string, appRoles = ["Clavis.Support"]) {
  const identity = { entraTenantId: world.mine.azureTenantId, entraObjectId: randomUUID(), upn, appRoles };
  return withScope(EVERYTHING, (tx) =>
    upsertUserFromToken(tx, { ...identity, displayName: upn }, new Date()),
  );
}
async function signIn(upn: string, tenant = world.mine.azureTenantId, at = new Date()) {
  const identity = {
    entraTenantId: tenant,
    entraObjectId: randomUUID(),
    upn,
    appRoles: [],
    displayName: upn,
  };
  await withScope(EVERYTHING, async (tx) =>
    acceptInvitations(tx, await upsertUserFromToken(tx, identity, at), { at, correlationId: "c" }),
  );
}

describe("who may", () => {
  const id = "00000000-0000-7000-8000-000000000000";
  const verbs: [string, (context: OrganisationContext) => Promise<unknown>][] = [
    ["invite", (context) => inviteMember(context, { upn: "x@contoso.example", role: "admin" })],
    ["change", (context) => changeMember(context, { userId: world.me.id, role: "leader" })],
    ["remove", (context) => removeMember(context, world.me.id)],
    ["sign out", (context) => endMemberSessions(context, world.me.id)],
    ["withdraw", (context) => withdrawInvitation(context, id)],
  ];
  it.each(verbs)("%s: administrators of the organisation alone", async (_name, verb) => {
    for (const role of ["leader", "support"] as const)
      await expect(verb(world.as([role]))).rejects.toMatchObject({ code: "FORBIDDEN" });
    const elsewhere = { ...admin(), organisationId: world.theirs.id };
    if (_name !== "invite") await expect(verb(elsewhere)).rejects.toMatchObject({ code: "NOT_FOUND" });
    else await expect(verb(elsewhere)).rejects.toBeDefined();
    expect(await world.auditActions()).toEqual([]);
  });
  it("read: not leaders, and nobody elsewhere", async () => {
    await expect(listPeople(world.as(["leader"]))).rejects.toMatchObject({ code: "FORBIDDEN" });
    const elsewhere = { ...world.as(["support"]), organisationId: world.theirs.id };
    await expect(listPeople(elsewhere)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("members", () => {
  it("are those of the organisation and those of all, with what Entra says", async () => {
    const everywhere = await known("ops@contoso.example");
    await withScope(EVERYTHING, (tx) =>
      saveMembership(tx, { userId: everywhere.id, organisationId: null, role: "support" }),
    );
    const { members } = await listPeople(admin());
    expect(members.map(({ upn, everywhere: all, granted, you }) => [upn, all, granted, you])).toEqual([
      ["Mine@example.test", false, true, true],
      ["ops@contoso.example", true, true, false],
    ]);
    const change = changeMember(admin(), { userId: everywhere.id, role: "admin" });
    await expect(change).rejects.toMatchObject({ details: { reason: "bound-everywhere" } });
  });

  it("who have signed in before are added at once, and only once", async () => {
    await known("Noa@contoso.example");
    expect(await inviteMember(admin(), { upn: "noa@contoso.example", role: "support" })).toEqual({
      added: true,
    });
    const again = inviteMember(admin(), { upn: "noa@contoso.example", role: "admin" });
    await expect(again).rejects.toMatchObject({ details: { reason: "already-member" } });
    expect(await names()).toEqual(["Mine@example.test admin", "Noa@contoso.example support"]);
    expect(await world.auditActions()).toEqual(["member.added"]);
  });

  it("get another role, are removed, and leave one administrator at least", async () => {
    const noa = await known("noa@contoso.example");
    await inviteMember(admin(), { upn: noa.upn, role: "support" });
    const last = { details: { reason: "last-admin" } };
    await expect(removeMember(admin(), world.me.id)).rejects.toMatchObject(last);
    await expect(changeMember(admin(), { userId: world.me.id, role: "leader" })).rejects.toMatchObject(last);
    await changeMember(admin(), { userId: noa.id, role: "admin" });
    await changeMember(admin(), { userId: noa.id, role: "admin" });
    await removeMember(admin(), world.me.id);
    expect(await names()).toEqual(["noa@contoso.example admin"]);
    await expect(removeMember(admin(), world.me.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await world.auditActions()).toEqual(["member.added", "member.changed", "member.removed"]);
  });

  it("are signed out everywhere", async () => {
    const at = new Date();
    const expiresAt = new Date(at.getTime() + 1000_000);
    for (const cookieValue of ["a", "b"])
      await withScope(EVERYTHING, (tx) =>
        createSession(tx, { cookieValue, userId: world.me.id, at, expiresAt, userAgent: null }),
      );
    expect((await listPeople(admin())).members[0]?.sessions).toBe(2);
    expect(await endMemberSessions(admin(), world.me.id)).toEqual({ ended: 2 });
    expect((await listPeople(admin())).members[0]?.sessions).toBe(0);
    expect(await world.auditActions()).toEqual(["member.sessions-ended"]);
  });
});

describe("invitations", () => {
  it("bind at the first sign-in, by directory and name", async () => {
    expect(await inviteMember(admin(), { upn: "new@contoso.example", role: "leader" })).toEqual({
      added: false,
    });
    await signIn("new@contoso.example", randomUUID());
    expect(await names()).toHaveLength(1);
    await signIn("New@Contoso.example");
    expect(await names()).toEqual(["Mine@example.test admin", "New@Contoso.example leader"]);
    expect((await listPeople(admin())).invitations).toEqual([]);
    expect(await world.auditActions()).toEqual(["member.invited", "invitation.accepted"]);
  });

  it("are replaced, withdrawn, and end by themselves", async () => {
    await inviteMember(admin(), { upn: "new@contoso.example", role: "leader" });
    await inviteMember(admin(), { upn: "new@contoso.example", role: "support" });
    const { invitations } = await listPeople(admin());
    expect(invitations.map(({ role }) => role)).toEqual(["support"]);
    await signIn("new@contoso.example", world.mine.azureTenantId, new Date(Date.now() + 31 * 86_400_000));
    expect(await names()).toHaveLength(1);
    await withdrawInvitation(admin(), invitations[0]?.id ?? "");
    await expect(withdrawInvitation(admin(), invitations[0]?.id ?? "")).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await signIn("new@contoso.example");
    expect(await names()).toHaveLength(1);
    expect(await world.auditActions()).toEqual(["member.invited", "member.invited", "invitation.withdrawn"]);
  });
});
