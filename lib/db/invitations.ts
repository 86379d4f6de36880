import "server-only";
import type { Role } from "@/lib/cmk/permissions";
import { AppError } from "@/lib/errors";
import { prismaOf, type Transaction } from "./transaction";

export type Invitation = {
  id: string;
  /** null: to all of them. */
  organisationId: string | null;
  entraTenantId: string;
  upn: string;
  role: Role;
  createdByName: string;
  createdAt: Date;
  expiresAt: Date;
};

const OPEN = { acceptedAt: null, withdrawnAt: null };

/** Those that still wait for a first sign-in, expired ones included, newest first. */
export async function listInvitations(tx: Transaction, organisationId: string | null): Promise<Invitation[]> {
  const where = { organisationId, ...OPEN };
  return prismaOf(tx).invitation.findMany({ where, orderBy: [{ createdAt: "desc" }, { id: "desc" }] });
}

/** Invites, in place of an invitation of the same person that is open. */
export async function saveInvitation(
  tx: Transaction,
  invitation: Omit<Invitation, "id"> & { createdBy: string },
): Promise<Invitation> {
  const { organisationId, entraTenantId, createdAt } = invitation;
  const upn = invitation.upn.toLowerCase();
  const prisma = prismaOf(tx);
  await prisma.invitation.updateMany({
    where: { organisationId, entraTenantId, upn, ...OPEN },
    data: { withdrawnAt: createdAt },
  });
  return prisma.invitation.create({ data: { ...invitation, upn } });
}

/** Takes an open invitation back. Throws NOT_FOUND. */
export async function withdrawInvitation(
  tx: Transaction,
  { id, organisationId, at }: { id: string; organisationId: string | null; at: Date },
): Promise<Invitation> {
  const [row] = await prismaOf(tx).invitation.updateManyAndReturn({
    where: { id, organisationId, ...OPEN },
    data: { withdrawnAt: at },
  });
  if (!row) throw new AppError("NOT_FOUND", "There is no such open invitation.");
  return row;
}

/** Marks the open, unexpired invitations of whoever has just signed in as accepted, and returns them. */
export async function acceptInvitations(
  tx: Transaction,
  { entraTenantId, upn, at }: { entraTenantId: string; upn: string; at: Date },
): Promise<Invitation[]> {
  return prismaOf(tx).invitation.updateManyAndReturn({
    where: { entraTenantId, upn: upn.toLowerCase(), expiresAt: { gt: at }, ...OPEN },
    data: { acceptedAt: at },
  });
}
