import "server-only";
import { AppError } from "@/lib/errors";
import type { EvidencePack as Row } from "./generated/client";
import type { OrganisationId } from "./scope";
import { prismaOf, type Transaction } from "./transaction";

export type EvidencePack = Row;

/** Bytes of one piece of a file. */
export const CHUNK_BYTES = 256 * 1024;

/** Keeps a pack and its file. */
export async function savePack(tx: Transaction, pack: EvidencePack, file: Uint8Array): Promise<void> {
  const prisma = prismaOf(tx);
  await prisma.evidencePack.create({ data: pack });
  for (let position = 0; position * CHUNK_BYTES < file.length; position += 1) {
    const bytes = new Uint8Array(file.subarray(position * CHUNK_BYTES, (position + 1) * CHUNK_BYTES));
    const { id: packId, organisationId } = pack;
    await prisma.evidenceChunk.createMany({ data: [{ packId, organisationId, position, bytes }] });
  }
}

/** The packs of an organisation, newest first, at most 200. */
export function listPacks(tx: Transaction, organisationId: OrganisationId): Promise<EvidencePack[]> {
  return prismaOf(tx).evidencePack.findMany({
    where: { organisationId },
    orderBy: [{ madeAt: "desc" }, { id: "desc" }],
    take: 200,
  });
}

/** One pack of an organisation. Throws NOT_FOUND. */
export async function getPack(
  tx: Transaction,
  organisationId: OrganisationId,
  id: string,
): Promise<EvidencePack> {
  const row = await prismaOf(tx).evidencePack.findFirst({ where: { id, organisationId } });
  if (!row) throw new AppError("NOT_FOUND", "There is no such evidence pack.");
  return row;
}

/** A piece of a pack's file; null behind the last one. */
export async function getChunk(
  tx: Transaction,
  packId: string,
  position: number,
): Promise<Uint8Array | null> {
  const row = await prismaOf(tx).evidenceChunk.findUnique({
    where: { packId_position: { packId, position } },
  });
  return row?.bytes ?? null;
}
