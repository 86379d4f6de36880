import "server-only";
import type { ChainProblem } from "@/lib/cmk/audit/chain-problems";
import { FIRST_PREVIOUS_HASH, hashEntry } from "./audit";
import type { AuditEntry } from "./generated/client";
import { prismaOf, type Transaction } from "./transaction";

/** A place in a chain: an entry's number and its hash. */
export type Position = { sequence: bigint; hash: string };

export const CHAIN_START: Position = { sequence: 0n, hash: FIRST_PREVIOUS_HASH };

const BATCH = 1_000;

/** Looks at one entry as the one that should follow `at`; says what is wrong, and where the walk goes on. */
function step(at: Position, row: AuditEntry, problems: ChainProblem[]): Position {
  const say = (kind: ChainProblem["kind"], sequence: bigint, until?: bigint) =>
    problems.push({
      kind,
      sequence: String(sequence),
      ...(until === undefined ? {} : { until: String(until) }),
    });
  if (row.sequence <= at.sequence) {
    say("inserted", row.sequence);
    return at;
  }
  const expected = at.sequence + 1n;
  if (row.sequence > expected) say("missing", expected, row.sequence - 1n);
  else if (row.previousHash !== at.hash) say("link", row.sequence);
  if (row.hash !== hashEntry(row)) say("changed", row.sequence);
  return { sequence: row.sequence, hash: row.hash };
}

/**
 * Walks a chain (null: the system's own) from a position on and computes every hash again, over at most `most` entries.
 * `end`: where it stopped. Every fault is named, not the first alone.
 */
export async function walkChain(
  tx: Transaction,
  organisationId: string | null,
  from: Position,
  most: number,
): Promise<{ problems: ChainProblem[]; end: Position; entries: number; done: boolean }> {
  const problems: ChainProblem[] = [];
  let at = from;
  let entries = 0;
  let last: { sequence: bigint; id: string } | null = null;
  while (entries < most) {
    const take = Math.min(BATCH, most - entries);
    // Among entries of one number, which there should not be, the id tells which was seen.
    const behind = last
      ? { OR: [{ sequence: { gt: last.sequence } }, { sequence: last.sequence, id: { gt: last.id } }] }
      : { sequence: { gt: from.sequence } };
    const rows: AuditEntry[] = await prismaOf(tx).auditEntry.findMany({
      where: { organisationId, ...behind },
      orderBy: [{ sequence: "asc" }, { id: "asc" }],
      take,
    });
    for (const row of rows) at = step(at, row, problems);
    entries += rows.length;
    last = rows.at(-1) ?? last;
    if (rows.length < take) return { problems, end: at, entries, done: true };
  }
  return { problems, end: at, entries, done: false };
}

/** The hash of one entry of a chain; null when there is none of this number. */
export async function hashAt(
  tx: Transaction,
  organisationId: string | null,
  sequence: bigint,
): Promise<string | null> {
  const row = await prismaOf(tx).auditEntry.findFirst({
    where: { organisationId, sequence },
    select: { hash: true },
  });
  return row?.hash ?? null;
}

/** Entries between two numbers that nobody would find by searching, as they are not among the words. */
export async function findUnsearchable(
  tx: Transaction,
  organisationId: string | null,
  from: bigint,
  to: bigint,
): Promise<ChainProblem[]> {
  const rows = await prismaOf(tx).$queryRaw<{ sequence: bigint }[]>`
    select missing as sequence from clavis_unsearchable(${organisationId}::uuid, ${from}, ${to}) as missing`;
  return rows.map(({ sequence }) => ({ kind: "unsearchable", sequence: String(sequence) }));
}
