import "server-only";
import type { AuditAction } from "@/lib/cmk/audit-actions";
import type { AuditEntry } from "./audit";
import { readCursor, writeCursor } from "./cursor";
import { prismaOf, type Transaction } from "./transaction";

export type AuditQuery = {
  /** One organisation's chain; null: the system's own; left out: everything in scope. */
  organisationId?: string | null;
  actions?: AuditAction[];
  actorId?: string;
  /** Part of the subject's or the actor's name. */
  search?: string;
  from?: Date;
  to?: Date;
  cursor?: string;
  limit?: number; // at most 500, 50 unless told
};

/** Audit entries, newest first, a page at a time. */
export async function listAudit(
  tx: Transaction,
  query: AuditQuery = {},
): Promise<{ rows: AuditEntry[]; next: string | null }> {
  const { organisationId, actions, actorId, search, from, to, cursor, limit = 50 } = query;
  const size = Math.max(1, Math.min(limit, 500));
  const [at = "", id = ""] = cursor ? readCursor(cursor, 2) : [];
  const term = search?.trim().replace(/[\\%_]/g, "\\$&");
  // Said to the index as well as to the policies: a narrow scope need not walk past everybody's entries.
  const scope = tx.scope.organisations === "*" ? {} : { organisationId: { in: [...tx.scope.organisations] } };
  const contains = { contains: term, mode: "insensitive" as const };
  const rows = await prismaOf(tx).auditEntry.findMany({
    where: {
      ...(organisationId === undefined ? scope : { organisationId }),
      ...(actions ? { action: { in: actions } } : {}),
      ...(actorId ? { actorId } : {}),
      at: { gte: from, lt: to },
      AND: [
        term ? { OR: [{ subject: contains }, { actorName: contains }] } : {},
        cursor ? { OR: [{ at: { lt: new Date(at) } }, { at: new Date(at), id: { lt: id } }] } : {},
      ],
    },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: size + 1,
  });
  const page = rows.slice(0, size) as AuditEntry[];
  const last = page.at(-1);
  return {
    rows: page,
    next: rows.length > size && last ? writeCursor([last.at.toISOString(), last.id]) : null,
  };
}
