import "server-only";
import { FIRST_PREVIOUS_HASH, hashEntry } from "./audit";
import { prismaOf, type Transaction } from "./transaction";

export type ChainVerdict =
  | { intact: true; entries: number; headHash: string }
  | { intact: false; sequence: bigint; reason: "gap" | "link" | "content" };

/**
 * Walks an organisation's audit chain (null: the system's own) from its start and computes every hash again.
 * What it cannot see is a chain cut off at its end: keep `entries` and `headHash` elsewhere to notice that.
 */
export async function verifyChain(tx: Transaction, organisationId: string | null): Promise<ChainVerdict> {
  let previousHash = FIRST_PREVIOUS_HASH;
  let sequence = 0n;
  for (;;) {
    const rows = await prismaOf(tx).auditEntry.findMany({
      where: { organisationId, sequence: { gt: sequence } },
      orderBy: { sequence: "asc" },
      take: 1_000,
    });
    for (const row of rows) {
      const expected = sequence + 1n;
      if (row.sequence !== expected) return { intact: false, sequence: expected, reason: "gap" };
      if (row.previousHash !== previousHash) return { intact: false, sequence: expected, reason: "link" };
      if (row.hash !== hashEntry(row)) return { intact: false, sequence: expected, reason: "content" };
      sequence = expected;
      previousHash = row.hash;
    }
    if (rows.length === 0) return { intact: true, entries: Number(sequence), headHash: previousHash };
  }
}
