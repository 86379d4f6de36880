import "server-only";
import type { AuditEntry } from "./generated/client";
import { prismaOf, type Transaction } from "./transaction";

/**
 * The entries of a chain that are older than it keeps them: the first that there is, and the last that is too old.
 * Null when nothing is. At least one entry is always kept: the chain goes on from it.
 */
export async function retentionEnd(
  tx: Transaction,
  organisationId: string | null,
  at: Date,
): Promise<{ first: bigint; last: bigint } | null> {
  const prisma = prismaOf(tx);
  const chain = await prisma.auditChain.findFirst({ where: { organisationId } });
  if (!chain?.retentionDays) return null;
  const before = new Date(at.getTime() - chain.retentionDays * 86_400_000);
  // By number, not by time alone: a clock that was set back must not tear a hole into the chain.
  const [young, first] = await Promise.all([
    prisma.auditEntry.findFirst({
      where: { organisationId, at: { gte: before } },
      orderBy: { sequence: "asc" },
    }),
    prisma.auditEntry.findFirst({ where: { organisationId }, orderBy: { sequence: "asc" } }),
  ]);
  const last = (young?.sequence ?? chain.sequence) - 1n;
  return first && first.sequence <= last ? { first: first.sequence, last } : null;
}

/** Entries of a chain by their numbers, both included, in order; `to` of null: at most `most`. */
export function listSequence(
  tx: Transaction,
  organisationId: string | null,
  from: bigint,
  to: bigint | null,
  most?: number,
): Promise<AuditEntry[]> {
  return prismaOf(tx).auditEntry.findMany({
    where: { organisationId, sequence: { gte: from, ...(to === null ? {} : { lte: to }) } },
    orderBy: { sequence: "asc" },
    take: most,
  });
}

/**
 * Removes at most `most` entries of a chain up to a number; returns how many. Only the owner of the tables may, and
 * only up to a checkpoint of kind retention: PostgreSQL refuses anything else.
 */
export async function removeArchived(
  tx: Transaction,
  organisationId: string | null,
  to: bigint,
  most: number,
): Promise<number> {
  return prismaOf(tx).$executeRaw`
    delete from audit_entries where id in (select id from audit_entries
      where organisation_id is not distinct from ${organisationId}::uuid and sequence <= ${to} order by sequence limit ${most})`;
}

/** How long entries are kept; null: for good. `revision`: as it was last seen; 0 where nothing was ever written. */
export async function saveRetention(
  tx: Transaction,
  organisationId: string | null,
  revision: number,
  retentionDays: number | null,
): Promise<boolean> {
  const { count } = await prismaOf(tx).auditChain.updateMany({
    where: { organisationId, revision },
    data: { retentionDays, revision: { increment: 1 } },
  });
  return count === 1;
}
