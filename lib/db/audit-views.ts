import "server-only";
import { AppError } from "@/lib/errors";
import { newId } from "./new-id";
import { prismaOf, type Transaction } from "./transaction";

export type AuditView = { id: string; name: string; filter: Record<string, string> };

const toView = ({ id, name, filter }: { id: string; name: string; filter: unknown }): AuditView => ({
  id,
  name,
  filter: filter as Record<string, string>,
});

/** The saved views of the person whose scope it is, by name. */
export async function listAuditViews(tx: Transaction): Promise<AuditView[]> {
  return (await prismaOf(tx).auditView.findMany({ orderBy: { name: "asc" } })).map(toView);
}

/** Keeps a filter under a name. Throws CONFLICT (name-taken). */
export async function createAuditView(
  tx: Transaction,
  userId: string,
  { name, filter }: Omit<AuditView, "id">,
  createdAt: Date,
): Promise<AuditView> {
  const data = [{ id: newId(), userId, name, filter, createdAt }];
  const [row] = await prismaOf(tx).auditView.createManyAndReturn({ data, skipDuplicates: true });
  if (!row)
    throw new AppError("CONFLICT", "There is a view of this name.", { details: { reason: "name-taken" } });
  return toView(row);
}

/** Gives a view another name. Throws NOT_FOUND, CONFLICT (name-taken). */
export async function renameAuditView(tx: Transaction, id: string, name: string): Promise<AuditView> {
  const taken = await prismaOf(tx).auditView.count({ where: { name, id: { not: id } } });
  if (taken > 0)
    throw new AppError("CONFLICT", "There is a view of this name.", { details: { reason: "name-taken" } });
  const [row] = await prismaOf(tx).auditView.updateManyAndReturn({ where: { id }, data: { name } });
  if (!row) throw new AppError("NOT_FOUND", "There is no such view.");
  return toView(row);
}

/** Forgets a view. Throws NOT_FOUND. */
export async function deleteAuditView(tx: Transaction, id: string): Promise<void> {
  const { count } = await prismaOf(tx).auditView.deleteMany({ where: { id } });
  if (count === 0) throw new AppError("NOT_FOUND", "There is no such view.");
}
