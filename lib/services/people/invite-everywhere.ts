import "server-only";
import { INVITATION_DAYS, type Invite } from "@/lib/cmk/people/people-schemas";
import type { InvitationView } from "@/lib/cmk/people/people-views";
import { appendAudit } from "@/lib/db/audit";
import { listInvitations, saveInvitation, withdrawInvitation } from "@/lib/db/invitations";
import { findUserByName } from "@/lib/db/people";
import { readWithScope, withScope } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { auditActor } from "../audit/audit-actor";
import type { WideContext } from "../wide-context";
import { changeBinding } from "./change-binding";
import { toInvitationView } from "./member-views";
import { requireEverywhere } from "./require-everywhere";

const DAY_MS = 86_400_000;

const entryOf = (context: WideContext, subject: string) => ({
  organisationId: null,
  at: context.now(),
  actor: auditActor(context.actor),
  subject,
  correlationId: context.correlationId,
});

/** Who is invited to all organisations and has not signed in yet. Throws FORBIDDEN. */
export async function listInvitedEverywhere(context: WideContext): Promise<InvitationView[]> {
  requireEverywhere(context);
  const rows = await readWithScope(context.scope, (tx) => listInvitations(tx, null));
  return rows.map((row) => toInvitationView(row, context.now()));
}

/**
 * Gives somebody of the admin's own directory a role in all organisations: at once when they have signed in before, at
 * their first sign-in within 30 days otherwise. Recorded in the system's trail. Throws FORBIDDEN, CONFLICT
 * (`already-member`, `last-admin-everywhere`).
 */
export async function inviteEverywhere(
  context: WideContext,
  { upn, role }: Invite,
): Promise<{ added: boolean }> {
  requireEverywhere(context);
  const { actor, now } = context;
  if (actor.kind !== "user") throw new AppError("FORBIDDEN", "Only a person invites people.");
  return withScope(context.scope, async (tx) => {
    const known = await findUserByName(tx, actor.tenantId, upn);
    if (known) {
      const where = { userId: known.id, upn, organisationId: null, organisation: null };
      if (await changeBinding(tx, context, where, role)) return { added: true };
      throw new AppError("CONFLICT", "The person is bound already.", {
        details: { reason: "already-member" },
      });
    }
    await saveInvitation(tx, {
      organisationId: null,
      entraTenantId: actor.tenantId,
      upn,
      role,
      createdBy: actor.userId,
      createdByName: actor.name,
      createdAt: now(),
      expiresAt: new Date(now().getTime() + INVITATION_DAYS * DAY_MS),
    });
    const after = { role, organisations: "all" };
    await appendAudit(tx, { ...entryOf(context, upn), action: "member.invited", after });
    return { added: false };
  });
}

/** Takes such an invitation back that nobody has used. Throws FORBIDDEN, NOT_FOUND. */
export async function withdrawEverywhere(context: WideContext, id: string): Promise<void> {
  requireEverywhere(context);
  await withScope(context.scope, async (tx) => {
    const where = { id, organisationId: null, at: context.now() };
    const { upn, role } = await withdrawInvitation(tx, where);
    const before = { role, organisations: "all" };
    await appendAudit(tx, { ...entryOf(context, upn), action: "invitation.withdrawn", before });
  });
}
