import "server-only";
import type { CheckId } from "@/lib/cmk/checks/check-ids";
import type { PartId } from "@/lib/cmk/parts";
import type { CheckException as Row } from "./generated/client";
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
