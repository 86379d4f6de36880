import "server-only";
import type { CheckId } from "@/lib/cmk/checks/check-ids";
import type { PartId } from "@/lib/cmk/parts";
import { AppError } from "@/lib/errors";
import type { CheckException as Row } from "./generated/client";
import { newId } from "./new-id";
import type { OrganisationId } from "./scope";
import { prismaOf, type Transaction } from "./transaction";

/** Why an organisation lives with a failing check, until when, and who agreed. */
export type CheckException = Omit<Row, "organisationId" | "checkId"> & {
  organisationId: OrganisationId;
  checkId: CheckId;
};

/** Exceptions of a part that hold at a moment: approved by somebody, not ended, not expired. */
export async function listLiveExceptions(
  tx: Transaction,
  organisationId: OrganisationId,
  part: PartId,
  at: Date,
): Promise<CheckException[]> {
  const rows = await prismaOf(tx).checkException.findMany({
    where: { organisationId, part, approved: true, endedAt: null, expiresAt: { gt: at } },
  });
  return rows as unknown as CheckException[];
}

/** The exceptions of an organisation, newest first: at most 200. */
export async function listExceptions(
  tx: Transaction,
  organisationId: OrganisationId,
): Promise<CheckException[]> {
  const rows = await prismaOf(tx).checkException.findMany({
    where: { organisationId },
    orderBy: [{ requestedAt: "desc" }, { id: "desc" }],
    take: 200,
  });
  return rows as unknown as CheckException[];
}

/** One exception. Throws NOT_FOUND when it is out of scope. */
export async function getException(
  tx: Transaction,
  organisationId: OrganisationId,
  id: string,
): Promise<CheckException> {
  const row = await prismaOf(tx).checkException.findFirst({ where: { id, organisationId } });
  if (!row) throw new AppError("NOT_FOUND", "There is no such exception in scope.");
  return row as unknown as CheckException;
}

/** Asks for an exception. Null when the check has one already that is not over. */
export async function createException(
  tx: Transaction,
  exception: Pick<
    CheckException,
    | "organisationId"
    | "part"
    | "checkId"
    | "ownerName"
    | "reason"
    | "expiresAt"
    | "requestedBy"
    | "requestedByName"
    | "requestedAt"
  >,
): Promise<CheckException | null> {
  const [row] = await prismaOf(tx).checkException.createManyAndReturn({
    data: [{ id: newId(), ...exception }],
    skipDuplicates: true,
  });
  return (row ?? null) as unknown as CheckException | null;
}

/** Decides on an exception that waits for it; a declined one is over. Throws CONFLICT (changed-meanwhile). */
export async function decideException(
  tx: Transaction,
  where: { id: string; organisationId: OrganisationId },
  by: { userId: string; name: string; at: Date; approved: boolean },
): Promise<void> {
  const over = by.approved ? {} : { endedAt: by.at, endedByName: by.name };
  const { count } = await prismaOf(tx).checkException.updateMany({
    where: { ...where, decidedAt: null, endedAt: null, expiresAt: { gt: by.at } },
    data: { decidedBy: by.userId, decidedByName: by.name, decidedAt: by.at, approved: by.approved, ...over },
  });
  if (count === 0) throw changed();
}

/** Ends an exception. Throws CONFLICT (changed-meanwhile) when it is over already. */
export async function endException(
  tx: Transaction,
  where: { id: string; organisationId: OrganisationId },
  by: { name: string; at: Date },
): Promise<void> {
  const { count } = await prismaOf(tx).checkException.updateMany({
    where: { ...where, endedAt: null },
    data: { endedAt: by.at, endedByName: by.name },
  });
  if (count === 0) throw changed();
}

/** Exceptions in scope whose time is over and that nobody has ended. */
export async function listExpired(tx: Transaction, at: Date): Promise<CheckException[]> {
  const rows = await prismaOf(tx).checkException.findMany({
    where: { endedAt: null, expiresAt: { lte: at } },
    take: 100,
  });
  return rows as unknown as CheckException[];
}

function changed(): AppError {
  return new AppError("CONFLICT", "The exception was changed in the meantime.", {
    details: { reason: "changed-meanwhile" },
  });
}
