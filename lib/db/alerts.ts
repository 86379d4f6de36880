import "server-only";
import type { FailureClass, Severity } from "@/lib/cmk/checks/check";
import type { PartId } from "@/lib/cmk/parts";
import { newId } from "./new-id";
import type { OrganisationId } from "./scope";
import { prismaOf, type Transaction } from "./transaction";

/** Something that people have to be told. `kind`: a check's id, one of Adobe's alert kinds, or audit-chain. */
export type NewAlert = {
  source: "finding" | "adobe" | "audit";
  kind: string;
  part: PartId | null;
  severity: Severity;
  failureClass: FailureClass;
  params: Record<string, string | number>;
  findingId: string | null;
};

/** Opens an alert and returns its id; null when the finding has a live one already. */
export async function createAlert(
  tx: Transaction,
  organisationId: OrganisationId,
  alert: NewAlert,
  at: Date,
): Promise<string | null> {
  const [row] = await prismaOf(tx).alert.createManyAndReturn({
    data: [{ id: newId(), organisationId, ...alert, openedAt: at }],
    skipDuplicates: true,
    select: { id: true },
  });
  return row?.id ?? null;
}

/** Resolves the live alert of a finding, and returns its id; null when it has none. */
export async function resolveAlertOf(
  tx: Transaction,
  organisationId: OrganisationId,
  findingId: string,
  by: { name: string; at: Date },
): Promise<string | null> {
  const [row] = await prismaOf(tx).alert.updateManyAndReturn({
    where: { organisationId, findingId, status: { not: "resolved" } },
    data: { status: "resolved", resolvedAt: by.at, resolvedByName: by.name, revision: { increment: 1 } },
    select: { id: true },
  });
  return row?.id ?? null;
}

/** The live alert of one of Adobe's kinds; null when there is none. */
export async function findLiveAdobeAlert(
  tx: Transaction,
  organisationId: OrganisationId,
  kind: string,
): Promise<string | null> {
  const where = { organisationId, source: "adobe" as const, kind, status: { not: "resolved" as const } };
  return (await prismaOf(tx).alert.findFirst({ where, select: { id: true } }))?.id ?? null;
}
