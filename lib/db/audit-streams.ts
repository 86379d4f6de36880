import "server-only";
import type { StreamProblem } from "@/lib/cmk/audit/stream-schemas";
import { AppError } from "@/lib/errors";
import type { AuditStream as Row } from "./generated/client";
import { toJson } from "./json";
import { newId } from "./new-id";
import { prismaOf, type Transaction } from "./transaction";

export type AuditStream = Omit<Row, "problem"> & { problem: StreamProblem | null };
type NewStream = Pick<
  Row,
  "organisationId" | "kind" | "name" | "targetHost" | "targetPort" | "caCertificate" | "sentSequence"
>;

const toStream = (row: Row): AuditStream => ({ ...row, problem: row.problem as StreamProblem | null });

/** An id for a stream that is about to be made: what is secret of it is sealed for it first. */
export const newStreamId = (): string => newId();

/** The streams of a chain (null: the system's own), oldest first. */
export async function listStreams(tx: Transaction, organisationId: string | null): Promise<AuditStream[]> {
  const where = { organisationId, removedAt: null };
  return (await prismaOf(tx).auditStream.findMany({ where, orderBy: { id: "asc" } })).map(toStream);
}

/** One stream of a chain. Throws NOT_FOUND. */
export async function getStream(
  tx: Transaction,
  organisationId: string | null,
  id: string,
): Promise<AuditStream> {
  const row = await prismaOf(tx).auditStream.findFirst({ where: { id, organisationId, removedAt: null } });
  if (!row) throw new AppError("NOT_FOUND", "There is no such stream in scope.");
  return toStream(row);
}

export async function createStream(tx: Transaction, id: string, stream: NewStream, at: Date): Promise<void> {
  await prismaOf(tx).auditStream.createMany({ data: [{ id, ...stream, createdAt: at, dueAt: at }] });
}

/** Changes a stream that is still at the revision that was read. Throws CONFLICT (changed-meanwhile). */
export async function changeStream(
  tx: Transaction,
  where: { id: string; organisationId: string | null; revision: number },
  change: Partial<Pick<Row, "name" | "enabled" | "removedAt" | "dueAt" | "failures">>,
): Promise<void> {
  const { count } = await prismaOf(tx).auditStream.updateMany({
    where: { ...where, removedAt: null },
    data: { ...change, revision: { increment: 1 } },
  });
  if (count === 0)
    throw new AppError("CONFLICT", "The stream was changed in the meantime.", {
      details: { reason: "changed-meanwhile" },
    });
}

/** Streams that have something to send and may, the longest waiting first, for whoever sweeps. */
export async function listDueStreams(
  tx: Transaction,
  at: Date,
  most: number,
): Promise<{ streamId: string; chain: string }[]> {
  return prismaOf(tx).$queryRaw<{ streamId: string; chain: string }[]>`
    select s.id::text as "streamId", coalesce(s.organisation_id::text, 'system') as chain
    from audit_streams s join audit_chains c on c.organisation_id is not distinct from s.organisation_id
    where s.enabled and s.removed_at is null and s.due_at <= ${at} and c.sequence > s.sent_sequence
      and (s.leased_until is null or s.leased_until <= ${at})
    order by s.due_at limit ${most}`;
}

/** Takes a stream until `leasedUntil`; null when it is off, not due, or somebody else has it. */
export async function leaseStream(
  tx: Transaction,
  organisationId: string | null,
  id: string,
  { at, leasedUntil }: { at: Date; leasedUntil: Date },
): Promise<AuditStream | null> {
  const [row] = await prismaOf(tx).auditStream.updateManyAndReturn({
    where: {
      id,
      organisationId,
      enabled: true,
      removedAt: null,
      dueAt: { lte: at },
      OR: [{ leasedUntil: null }, { leasedUntil: { lte: at } }],
    },
    data: { leasedUntil },
  });
  return row ? toStream(row) : null;
}

export type StreamProgress =
  | { sentSequence: bigint; sentAt: Date; leasedUntil: Date | null }
  | { problem: StreamProblem; failures: number; dueAt: Date; enabled: boolean };

/** Keeps how far a stream is, or what keeps it. The cursor only ever moves on. */
export async function saveProgress(
  tx: Transaction,
  organisationId: string | null,
  id: string,
  progress: StreamProgress,
): Promise<void> {
  const where = { id, organisationId };
  if ("problem" in progress) {
    const data = { ...progress, problem: toJson(progress.problem), leasedUntil: null };
    await prismaOf(tx).auditStream.updateMany({ where, data });
    return;
  }
  await prismaOf(tx).auditStream.updateMany({
    where: { ...where, sentSequence: { lte: progress.sentSequence } },
    data: { ...progress, failures: 0, problem: toJson(null) },
  });
}
