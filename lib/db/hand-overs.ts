import "server-only";
import type { Recipient } from "@/lib/cmk/hand-over";
import type { PartId, StepId } from "@/lib/cmk/parts";
import { AppError } from "@/lib/errors";
import { Prisma, type HandOver as Row } from "./generated/client";
import { sha256 } from "./json";
import { readRows } from "./read-rows";
import type { OrganisationId } from "./scope";
import { prismaOf, type Transaction } from "./transaction";

/** A step handed over by link. The link's secret is not in it, and cannot be had from what is stored. */
export type HandOver = Omit<Row, "tokenHash" | "organisationId" | "step" | "recipient"> & {
  organisationId: OrganisationId;
  step: StepId;
  recipient: Recipient;
};

export type NewHandOver = Pick<
  HandOver,
  | "organisationId"
  | "part"
  | "step"
  | "recipient"
  | "reason"
  | "createdBy"
  | "createdByName"
  | "createdAt"
  | "expiresAt"
> & { token: string };

function fromRow({ tokenHash: _hash, ...row }: Row): HandOver {
  return row as unknown as HandOver;
}

/** Keeps a hand-over under the hash of its link's secret. */
export async function createHandOver(
  tx: Transaction,
  { token, ...handOver }: NewHandOver,
): Promise<HandOver> {
  return fromRow(await prismaOf(tx).handOver.create({ data: { ...handOver, tokenHash: sha256(token) } }));
}

/** The hand-over behind a link's secret, live or not; null when there is none in scope. */
export async function findHandOver(tx: Transaction, token: string): Promise<HandOver | null> {
  const row = await prismaOf(tx).handOver.findUnique({ where: { tokenHash: sha256(token) } });
  return row && fromRow(row);
}

type Address = { organisationId: OrganisationId; part: PartId; step: StepId };

/** The hand-overs of one step, newest first: at most 50. */
export async function listHandOvers(
  tx: Transaction,
  { organisationId, part, step }: Address,
): Promise<HandOver[]> {
  const rows = await readRows<Row>(
    tx,
    Prisma.sql`select * from hand_overs where organisation_id = ${organisationId}::uuid and part = ${part}::part
      and step = ${step} order by created_at desc limit 50`,
  );
  return rows.map(fromRow);
}

/** How many links of one step open now. */
export function countLiveHandOvers(tx: Transaction, address: Address, at: Date): Promise<number> {
  return prismaOf(tx).handOver.count({ where: { ...address, withdrawnAt: null, expiresAt: { gt: at } } });
}

/** Ends a link and returns it. Throws NOT_FOUND when it is out of scope, or does not open any more. */
export async function withdrawHandOver(
  tx: Transaction,
  { organisationId, part, step, id }: Address & { id: string },
  by: { at: Date; name: string },
): Promise<HandOver> {
  const [row] = await prismaOf(tx).handOver.updateManyAndReturn({
    where: { id, organisationId, part, step, withdrawnAt: null, expiresAt: { gt: by.at } },
    data: { withdrawnAt: by.at, withdrawnByName: by.name },
  });
  if (!row) throw new AppError("NOT_FOUND", "There is no such hand-over in scope.");
  return fromRow(row);
}

/** Keeps who opened a link last. False when the same person had opened it since `since`: nothing is kept then. */
export async function keepOpening(
  tx: Transaction,
  id: string,
  by: { userId: string; name: string; at: Date; since: Date },
): Promise<boolean> {
  const { count } = await prismaOf(tx).handOver.updateMany({
    where: { id, OR: [{ openedBy: null }, { openedBy: { not: by.userId } }, { openedAt: { lt: by.since } }] },
    data: { openedAt: by.at, openedBy: by.userId, openedByName: by.name },
  });
  return count > 0;
}

/** Takes the turn to look through a link: false while another look is younger than `since`, or it has ended. */
export async function takeCheck(
  tx: Transaction,
  id: string,
  { at, since }: { at: Date; since: Date },
): Promise<boolean> {
  const { count } = await prismaOf(tx).handOver.updateMany({
    where: {
      id,
      withdrawnAt: null,
      expiresAt: { gt: at },
      OR: [{ checkedAt: null }, { checkedAt: { lte: since } }],
    },
    data: { checkedAt: at },
  });
  return count > 0;
}
