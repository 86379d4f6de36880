import "server-only";
import { type Choices, choicesSchema } from "@/lib/cmk/choices";
import type { PartId } from "@/lib/cmk/parts";
import { AppError } from "@/lib/errors";
import { toJson } from "./json";
import type { OrganisationId } from "./scope";
import { prismaOf, type Transaction } from "./transaction";

/** What was decided for one part. `revision` goes up with every change. */
export type Setup = { part: PartId; choices: Choices; revision: number; updatedAt: Date };

/** Throws NOT_FOUND when the organisation is out of scope. */
export async function getSetup(
  tx: Transaction,
  organisationId: OrganisationId,
  part: PartId,
): Promise<Setup> {
  const row = await prismaOf(tx).setup.findUnique({
    where: { organisationId_part: { organisationId, part } },
  });
  if (!row) throw new AppError("NOT_FOUND", "There is no such organisation in scope.");
  return {
    part,
    choices: choicesSchema.parse(row.choices),
    revision: row.revision,
    updatedAt: row.updatedAt,
  };
}

/**
 * Replaces the choices of a part that is still at `revision`. Throws NOT_FOUND out of scope, CONFLICT with
 * `details.reason` "changed-meanwhile" when somebody else was quicker.
 */
export async function saveChoices(
  tx: Transaction,
  organisationId: OrganisationId,
  part: PartId,
  choices: Choices,
  revision: number,
): Promise<Setup> {
  const [row] = await prismaOf(tx).setup.updateManyAndReturn({
    where: { organisationId, part, revision },
    data: { choices: toJson(choicesSchema.parse(choices)) as object, revision: { increment: 1 } },
  });
  if (row) return { part, choices, revision: row.revision, updatedAt: row.updatedAt };
  const current = await getSetup(tx, organisationId, part);
  const details = { reason: "changed-meanwhile", revision: current.revision };
  throw new AppError("CONFLICT", "The choices were changed meanwhile.", { details });
}
