import "server-only";
import type { OpenFindingRow, TimelineRow } from "@/lib/cmk/findings/overview-view";
import type { OrganisationId } from "./scope";
import { prismaOf, type Transaction } from "./transaction";

const SEVERITIES = ["critical", "high", "medium", "low", "info"];

/** What stands open in an organisation, worst first, each with its newest alert. */
export async function listOpenRows(
  tx: Transaction,
  organisationId: OrganisationId,
): Promise<Omit<OpenFindingRow, "cause">[]> {
  const rows = await prismaOf(tx).finding.findMany({
    where: { organisationId, status: "open" },
    include: { alerts: { orderBy: { openedAt: "desc" }, take: 1, select: { id: true } } },
    orderBy: [{ openedAt: "asc" }, { id: "asc" }],
  });
  return rows
    .map(({ id, part, checkId, severity, failureClass, reason, openedAt, alerts }) => ({
      id,
      part,
      check: checkId as OpenFindingRow["check"],
      severity,
      failureClass,
      reason: reason as OpenFindingRow["reason"],
      openedAt: openedAt.toISOString(),
      alertId: alerts[0]?.id ?? null,
    }))
    .sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
}

/** What happened to findings lately, newest first. */
export async function listTimeline(
  tx: Transaction,
  organisationId: OrganisationId,
  most: number,
): Promise<TimelineRow[]> {
  const rows = await prismaOf(tx).findingEvent.findMany({
    where: { organisationId },
    include: { finding: { select: { part: true, checkId: true } } },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: most,
  });
  return rows.map(({ id, at, kind, actorName, finding }) => ({
    id,
    at: at.toISOString(),
    kind: kind as TimelineRow["kind"],
    part: finding.part,
    check: finding.checkId as TimelineRow["check"],
    actorName,
  }));
}
