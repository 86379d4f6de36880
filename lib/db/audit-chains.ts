import "server-only";
import type { ChainProblem } from "@/lib/cmk/audit/chain-problems";
import { headState } from "./audit-head";
import type { AuditCheckpoint, AuditChain as Row } from "./generated/client";
import { toJson } from "./json";
import { newId } from "./new-id";
import { prismaOf, type Transaction } from "./transaction";

export type AuditChain = Omit<Row, "problems"> & {
  problems: ChainProblem[];
  headState: ReturnType<typeof headState>;
};
export type { AuditCheckpoint };

/** A chain (null: the system's own) as it was left; null when nothing was ever written into it. */
export async function getChain(tx: Transaction, organisationId: string | null): Promise<AuditChain | null> {
  const row = await prismaOf(tx).auditChain.findFirst({ where: { organisationId } });
  return row && { ...row, problems: row.problems as unknown as ChainProblem[], headState: headState(row) };
}

/** All chains in scope, the system's first: their organisations, null for the system's. */
export async function listChains(tx: Transaction): Promise<(string | null)[]> {
  const rows = await prismaOf(tx).$queryRaw<{ id: string | null }[]>`
    select null::text as id where clavis_sees_all() union all (select id::text from organisations order by name, id)`;
  return rows.map(({ id }) => id);
}

/** How many chains have something wrong with them. */
export async function countBrokenChains(tx: Transaction): Promise<number> {
  return prismaOf(tx).auditChain.count({ where: { NOT: { problems: { equals: [] } } } });
}

/** The checkpoints of a chain that count: the newest of each kind. */
export async function newestCheckpoints(
  tx: Transaction,
  organisationId: string | null,
): Promise<{ head: AuditCheckpoint | null; retention: AuditCheckpoint | null }> {
  const newest = (kind: "head" | "retention") =>
    prismaOf(tx).auditCheckpoint.findFirst({
      where: { organisationId, kind },
      orderBy: [{ sequence: "desc" }, { id: "desc" }],
    });
  return { head: await newest("head"), retention: await newest("retention") };
}

/** Keeps a signed checkpoint. */
export async function saveCheckpoint(
  tx: Transaction,
  checkpoint: Pick<
    AuditCheckpoint,
    "organisationId" | "kind" | "sequence" | "hash" | "at" | "keyId" | "signature"
  > & {
    archive: unknown;
  },
): Promise<void> {
  const data = { id: newId(), ...checkpoint, archive: toJson(checkpoint.archive) };
  await prismaOf(tx).auditCheckpoint.createMany({ data: [data] });
}

export type Look = Partial<
  Pick<Row, "verifiedAt" | "verifiedSequence" | "fullVerifiedAt" | "fullSequence" | "fullHash" | "nextLookAt">
> & { problems: ChainProblem[] };

/** Keeps what a look at a chain found, and gives the chain back to whoever takes it next. */
export async function saveLook(
  tx: Transaction,
  organisationId: string | null,
  { problems, ...look }: Look,
): Promise<void> {
  await prismaOf(tx).auditChain.updateMany({
    where: { organisationId },
    data: { ...look, problems: problems as object[], leasedUntil: null },
  });
}

/**
 * Takes chains that are due for a look, the longest waiting first, until `leaseUntil`. One that was never looked at is
 * due within the next `spreadSeconds`, at a place of its own: no clock strikes for all of them.
 */
export async function claimDueChains(
  tx: Transaction,
  {
    at,
    leaseUntil,
    most,
    spreadSeconds,
  }: { at: Date; leaseUntil: Date; most: number; spreadSeconds: number },
): Promise<(string | null)[]> {
  const prisma = prismaOf(tx);
  await prisma.$executeRaw`
    update audit_chains set next_look_at = ${at}::timestamptz
      + make_interval(secs => abs(hashtext(id::text)::bigint) % ${spreadSeconds}::int)
    where next_look_at is null`;
  const rows = await prisma.$queryRaw<{ organisation_id: string | null }[]>`
    with due as (
      select id from audit_chains where next_look_at <= ${at} and (leased_until is null or leased_until <= ${at})
      order by next_look_at limit ${most} for update skip locked)
    update audit_chains c set leased_until = ${leaseUntil} from due where c.id = due.id
    returning c.organisation_id::text`;
  return rows.map((row) => row.organisation_id);
}
