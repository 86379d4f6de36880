import "server-only";
import type { FindingFilter, FindingSort, FindingStatus } from "@/lib/cmk/findings/finding-schemas";
import { AppError } from "@/lib/errors";
import { readCursor, writeCursor } from "./cursor";
import type { Finding, FindingEvent } from "./findings";
import type { Prisma } from "./generated/client";
import type { OrganisationId } from "./scope";
import { prismaOf, type Transaction } from "./transaction";

const SIZE = 50;

const ORDERS: Record<FindingSort, Prisma.FindingOrderByWithRelationInput[]> = {
  // Both enumerations are declared in this order: what is open, and what is worst, comes first.
  urgency: [{ status: "asc" }, { severity: "asc" }, { openedAt: "desc" }],
  newest: [{ openedAt: "desc" }],
  oldest: [{ openedAt: "asc" }],
  closed: [{ closedAt: { sort: "desc", nulls: "last" } }, { openedAt: "desc" }],
};

/** Findings of an organisation, a page at a time. Throws INVALID_INPUT for a cursor that is not ours. */
export async function listFindings(
  tx: Transaction,
  organisationId: OrganisationId,
  { status, severity, class: failureClass, part, check: checkId, sort = "urgency", cursor }: FindingFilter,
): Promise<{ rows: Finding[]; next: string | null }> {
  const [after] = cursor ? readCursor(cursor, ["id"]) : [];
  const found = await prismaOf(tx).finding.findMany({
    where: {
      organisationId,
      ...(status ? { status } : {}),
      ...(severity ? { severity } : {}),
      ...(failureClass ? { failureClass } : {}),
      ...(part ? { part } : {}),
      ...(checkId ? { checkId } : {}),
    },
    orderBy: [...ORDERS[sort], { id: "desc" }],
    take: SIZE + 1,
    ...(after ? { cursor: { id: after }, skip: 1 } : {}),
  });
  const rows = found.slice(0, SIZE) as unknown as Finding[];
  const last = rows.at(-1);
  return { rows, next: found.length > SIZE && last ? writeCursor([last.id]) : null };
}

/** How many findings of an organisation stand how. */
export async function countFindings(
  tx: Transaction,
  organisationId: OrganisationId,
): Promise<Record<FindingStatus, number>> {
  const rows = await prismaOf(tx).finding.groupBy({
    by: ["status"],
    where: { organisationId },
    _count: { _all: true },
  });
  const of = (status: FindingStatus) => rows.find((row) => row.status === status)?._count._all ?? 0;
  return { open: of("open"), closed: of("closed") };
}

/** One finding with its history and newest alert. Throws NOT_FOUND when it is out of scope. */
export async function getFinding(
  tx: Transaction,
  organisationId: OrganisationId,
  id: string,
): Promise<Finding & { events: FindingEvent[]; alertId: string | null }> {
  const row = await prismaOf(tx).finding.findFirst({
    where: { id, organisationId },
    include: {
      events: { orderBy: [{ at: "asc" }, { id: "asc" }] },
      alerts: { orderBy: { openedAt: "desc" }, take: 1, select: { id: true } },
    },
  });
  if (!row) throw new AppError("NOT_FOUND", "There is no such finding in scope.");
  const { alerts, ...finding } = row;
  return { ...(finding as unknown as Finding & { events: FindingEvent[] }), alertId: alerts[0]?.id ?? null };
}
