import "server-only";
import type { Verification } from "./generated/client";
import { newId } from "./new-id";
import type { OrganisationId } from "./scope";
import { prismaOf, type Transaction } from "./transaction";

export type { Verification } from "./generated/client";

/** Queues a verification; the one that is under way already, when there is one. */
export async function startVerification(
  tx: Transaction,
  organisationId: OrganisationId,
  by: { userId: string | null; name: string; at: Date; total: number },
): Promise<{ verification: Verification; made: boolean }> {
  const prisma = prismaOf(tx);
  const data = {
    id: newId(),
    organisationId,
    total: by.total,
    requestedBy: by.userId,
    requestedByName: by.name,
    requestedAt: by.at,
  };
  const [made] = await prisma.verification.createManyAndReturn({ data: [data], skipDuplicates: true });
  if (made) return { verification: made, made: true };
  const where = { organisationId, status: { in: ["queued" as const, "running" as const] } };
  return { verification: await prisma.verification.findFirstOrThrow({ where }), made: false };
}

/** The newest verification of an organisation; null when nobody asked for one. */
export async function latestVerification(
  tx: Transaction,
  organisationId: OrganisationId,
): Promise<Verification | null> {
  return prismaOf(tx).verification.findFirst({ where: { organisationId }, orderBy: { requestedAt: "desc" } });
}

/** Organisations in scope whose verification waits for a worker, or was taken by one that is gone. */
export async function listWaitingVerifications(tx: Transaction, lostSince: Date): Promise<string[]> {
  const rows = await prismaOf(tx).verification.findMany({
    where: { OR: [{ status: "queued" }, { status: "running", requestedAt: { lt: lostSince } }] },
    select: { organisationId: true },
    take: 100,
  });
  return rows.map(({ organisationId }) => organisationId);
}

/** Takes a verification for one worker; null when another has it. */
export async function claimVerification(
  tx: Transaction,
  organisationId: OrganisationId,
  lostSince: Date,
): Promise<Verification | null> {
  const [row] = await prismaOf(tx).verification.updateManyAndReturn({
    where: {
      organisationId,
      OR: [{ status: "queued" }, { status: "running", requestedAt: { lt: lostSince } }],
    },
    data: { status: "running", done: 0 },
  });
  return row ?? null;
}

/** Says how far a verification is. */
export async function moveVerification(
  tx: Transaction,
  id: string,
  change: Partial<Pick<Verification, "done" | "current" | "status" | "endedAt" | "problem">>,
): Promise<void> {
  await prismaOf(tx).verification.update({ where: { id }, data: change });
}
