import "server-only";
import { appendAudit } from "@/lib/db/audit";
import * as invitations from "@/lib/db/invitations";
import { saveMembership } from "@/lib/db/memberships";
import type { Transaction } from "@/lib/db/transaction";
import type { User } from "@/lib/db/users";

/** Binds whoever has just signed in to the organisations that invited them, or to all; in a transaction of the system's scope. */
export async function acceptInvitations(
  tx: Transaction,
  user: Pick<User, "id" | "entraTenantId" | "upn" | "displayName">,
  { at, correlationId }: { at: Date; correlationId: string },
): Promise<void> {
  const { id: userId, entraTenantId, upn, displayName } = user;
  for (const { organisationId, role } of await invitations.acceptInvitations(tx, {
    entraTenantId,
    upn,
    at,
  })) {
    await saveMembership(tx, { userId, organisationId, role });
    await appendAudit(tx, {
      organisationId,
      at,
      actor: { kind: "user", id: userId, name: displayName },
      action: "invitation.accepted",
      subject: upn.toLowerCase(),
      after: organisationId ? { role } : { role, organisations: "all" },
      correlationId,
    });
  }
}
