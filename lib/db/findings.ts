import "server-only";
import type { CheckId } from "@/lib/cmk/checks/check-ids";
import type { FindingContent, FindingEventKind } from "@/lib/cmk/findings/finding";
import type { PartId } from "@/lib/cmk/parts";
import type { Finding as Row } from "./generated/client";
import { toJson } from "./json";
import { newId } from "./new-id";
import type { OrganisationId } from "./scope";
import { prismaOf, type Transaction } from "./transaction";

/** A check that failed, from its opening to its closing. */
export type Finding = FindingContent & {
  id: string;
  organisationId: OrganisationId;
  part: PartId;
  checkId: CheckId;
  status: "open" | "closed";
  regression: boolean;
  flapping: boolean;
  openedAt: Date;
  closedAt: Date | null;
};

export type FindingEvent = {
  id: string;
  at: Date;
  kind: FindingEventKind;
  actorName: string;
  detail: Record<string, unknown> | null;
};

const fromRow = (row: Row) => row as unknown as Finding;

/** The open findings of a part. */
export async function listOpenFindings(
  tx: Transaction,
  organisationId: OrganisationId,
  part: PartId,
): Promise<Finding[]> {
  const where = { organisationId, part, status: "open" as const };
  return (await prismaOf(tx).finding.findMany({ where })).map(fromRow);
}

/** Whether a check had a finding that was closed since a moment. */
export async function wasClosedSince(
  tx: Transaction,
  where: { organisationId: OrganisationId; part: PartId; checkId: CheckId },
  since: Date,
): Promise<boolean> {
  return (await prismaOf(tx).finding.count({ where: { ...where, closedAt: { gte: since } } })) > 0;
}

/** Opens a finding. */
export async function createFinding(
  tx: Transaction,
  finding: Pick<Finding, "organisationId" | "part" | "checkId" | "regression" | "openedAt"> & FindingContent,
): Promise<Finding> {
  const { reason, ...rest } = finding;
  const data = { id: newId(), ...rest, ...(reason ? { reason: toJson(reason) as object } : {}) };
  return fromRow(await prismaOf(tx).finding.create({ data }));
}

/** Changes what is seen of an open finding. */
export async function changeFinding(
  tx: Transaction,
  id: string,
  { reason, ...content }: FindingContent & { flapping?: boolean },
): Promise<void> {
  const data = { ...content, ...(reason ? { reason: toJson(reason) as object } : {}) };
  await prismaOf(tx).finding.update({ where: { id }, data });
}

/** Closes a finding. */
export async function closeFinding(tx: Transaction, id: string, at: Date): Promise<void> {
  const data = { status: "closed", flapping: false, closedAt: at } as const;
  await prismaOf(tx).finding.update({ where: { id }, data });
}

/** Adds to the history of a finding, which is never changed. */
export async function addFindingEvent(
  tx: Transaction,
  finding: Pick<Finding, "id" | "organisationId">,
  event: { at: Date; kind: FindingEventKind; actorName: string; detail?: Record<string, unknown> },
): Promise<void> {
  const { detail, ...rest } = event;
  await prismaOf(tx).findingEvent.create({
    data: {
      id: newId(),
      organisationId: finding.organisationId,
      findingId: finding.id,
      ...rest,
      ...(detail ? { detail: toJson(detail) as object } : {}),
    },
  });
}
