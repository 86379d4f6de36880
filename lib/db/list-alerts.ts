import "server-only";
import type { AlertAction, AlertStatus } from "@/lib/cmk/alerts/alert-rules";
import type { AlertFilter } from "@/lib/cmk/alerts/alert-schemas";
import { AppError } from "@/lib/errors";
import { readCursor, writeCursor } from "./cursor";
import type { Alert as Row } from "./generated/client";
import { newId } from "./new-id";
import type { OrganisationId } from "./scope";
import { prismaOf, type Transaction } from "./transaction";

export type Alert = Omit<Row, "params"> & { params: Record<string, string | number> };

const SIZE = 50;

/** Alerts of an organisation, newest first, a page at a time. */
export async function listAlerts(
  tx: Transaction,
  organisationId: OrganisationId,
  { status, severity, class: failureClass, cursor }: AlertFilter,
): Promise<{ rows: Alert[]; next: string | null }> {
  const [at = "", id = ""] = cursor ? readCursor(cursor, ["time", "id"]) : [];
  const rows = await prismaOf(tx).alert.findMany({
    where: {
      organisationId,
      ...(status ? { status } : {}),
      ...(severity ? { severity } : {}),
      ...(failureClass ? { failureClass } : {}),
      ...(cursor
        ? { OR: [{ openedAt: { lt: new Date(at) } }, { openedAt: new Date(at), id: { lt: id } }] }
        : {}),
    },
    orderBy: [{ openedAt: "desc" }, { id: "desc" }],
    take: SIZE + 1,
  });
  const page = rows.slice(0, SIZE) as unknown as Alert[];
  const last = page.at(-1);
  const more = rows.length > SIZE && last;
  return { rows: page, next: more ? writeCursor([last.openedAt.toISOString(), last.id]) : null };
}

/** How many alerts of an organisation stand how. */
export async function countAlerts(
  tx: Transaction,
  organisationId: OrganisationId,
): Promise<Record<AlertStatus, number>> {
  const rows = await prismaOf(tx).alert.groupBy({
    by: ["status"],
    where: { organisationId },
    _count: { _all: true },
  });
  const of = (status: AlertStatus) => rows.find((row) => row.status === status)?._count._all ?? 0;
  return { open: of("open"), acknowledged: of("acknowledged"), resolved: of("resolved") };
}

/** One alert with what was said about it and what happened to its finding. Throws NOT_FOUND. */
export async function getAlert(tx: Transaction, organisationId: OrganisationId, id: string) {
  const row = await prismaOf(tx).alert.findFirst({
    where: { id, organisationId },
    include: { comments: true, finding: { include: { events: true } } },
  });
  if (!row) throw new AppError("NOT_FOUND", "There is no such alert in scope.");
  return row;
}

/** Changes an alert that is still at the revision that was read. Throws CONFLICT (changed-meanwhile). */
export async function changeAlert(
  tx: Transaction,
  where: { id: string; organisationId: OrganisationId; revision: number },
  change: Partial<Pick<Alert, "status" | "assignedTo" | "assignedToName" | "resolvedAt" | "resolvedByName">>,
): Promise<void> {
  const { count } = await prismaOf(tx).alert.updateMany({
    where,
    data: { ...change, revision: { increment: 1 } },
  });
  if (count === 0)
    throw new AppError("CONFLICT", "The alert was changed in the meantime.", {
      details: { reason: "changed-meanwhile" },
    });
}

/** Whether a finding, or an alert of this kind without one, has another one that is not resolved: there is one at a time. */
export async function hasOtherLiveAlert(
  tx: Transaction,
  {
    id,
    organisationId,
    findingId,
    source,
    kind,
  }: Pick<Alert, "id" | "organisationId" | "findingId" | "source" | "kind">,
): Promise<boolean> {
  const same = source === "finding" ? { findingId } : { organisationId, source, kind };
  if (source === "finding" && findingId === null) return false;
  const where = { ...same, id: { not: id }, status: { not: "resolved" as const } };
  return (await prismaOf(tx).alert.count({ where })) > 0;
}

/** Keeps what somebody did or said about an alert. */
export async function addAlertComment(
  tx: Transaction,
  entry: {
    organisationId: OrganisationId;
    alertId: string;
    at: Date;
    authorId: string | null;
    authorName: string;
    kind: AlertAction;
    text: string | null;
  },
): Promise<void> {
  await prismaOf(tx).alertComment.create({ data: { id: newId(), ...entry } });
}
