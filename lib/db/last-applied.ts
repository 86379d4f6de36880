import "server-only";
import type { PartId, StepId } from "@/lib/cmk/parts";
import type { Attempt } from "./attempts";
import type { OrganisationId } from "./scope";
import { prismaOf, type Transaction } from "./transaction";

/** The newest attempt at a step that went through, with its plan; null when there is none. */
export async function lastApplied(
  tx: Transaction,
  where: { organisationId: OrganisationId; part: PartId; step: StepId },
): Promise<Attempt | null> {
  const found = await prismaOf(tx).attempt.findFirst({
    where: { ...where, status: "succeeded" },
    orderBy: [{ startedAt: "desc" }, { id: "desc" }],
  });
  return found as unknown as Attempt | null;
}
