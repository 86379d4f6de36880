import "server-only";
import type { OrganisationFacts } from "@/lib/cmk/input";
import { AppError } from "@/lib/errors";
import { Prisma } from "./generated/client";
import { newId } from "./new-id";
import { oncePerReading } from "./once-per-reading";
import { readRows } from "./read-rows";
import type { OrganisationId } from "./scope";
import { prismaOf, type Transaction, widenToNew } from "./transaction";

export type Organisation = OrganisationFacts & {
  id: OrganisationId;
  createdAt: Date;
  updatedAt: Date;
  /** Goes up with every change: send back the one that was read. */
  revision: number;
};

/** One organisation. Throws NOT_FOUND when it does not exist or is out of scope: the same answer for both. */
export async function getOrganisation(tx: Transaction, id: string): Promise<Organisation> {
  const [row] = await oncePerReading(tx, `organisation ${id}`, () =>
    readRows<Organisation>(tx, Prisma.sql`select * from organisations where id = ${id}::uuid`),
  );
  if (!row)
    throw new AppError("NOT_FOUND", "There is no such organisation in scope.", {
      details: { reason: "organisation" },
    });
  return row;
}

/**
 * Makes an organisation with its two setups; `creatorId` becomes its admin. The rest of the transaction sees it.
 * `newOrganisationId` is for callers that need the id before, to seal a secret for it. Throws CONFLICT with
 * `details.reason` "ims-org-taken".
 */
export async function createOrganisation(
  tx: Transaction,
  facts: OrganisationFacts,
  creatorId: string | null,
  newOrganisationId: string = newId(),
): Promise<Organisation> {
  const id = newOrganisationId as OrganisationId;
  const prisma = prismaOf(tx);
  const narrowAgain = await widenToNew(tx, id);
  const [row] = await prisma.organisation.createManyAndReturn({
    data: [{ id, ...facts }],
    skipDuplicates: true,
  });
  if (!row) {
    await narrowAgain();
    const details = { reason: "ims-org-taken", field: "imsOrgId" };
    throw new AppError("CONFLICT", "Another organisation has this IMS organisation id.", { details });
  }
  await prisma.setup.createMany({
    data: [
      { organisationId: id, part: "aep" },
      { organisationId: id, part: "cja" },
    ],
  });
  if (creatorId)
    await prisma.membership.create({ data: { userId: creatorId, organisationId: id, role: "admin" } });
  return row as Organisation;
}

/**
 * Changes an organisation that is still at `revision`. Throws NOT_FOUND out of scope, CONFLICT with
 * `details.reason` "changed-meanwhile" or "ims-org-taken".
 */
export async function updateOrganisation(
  tx: Transaction,
  id: OrganisationId,
  revision: number,
  changes: Partial<OrganisationFacts>,
): Promise<Organisation> {
  const prisma = prismaOf(tx);
  const current = await getOrganisation(tx, id);
  const [row] = await prisma.organisation
    .updateManyAndReturn({ where: { id, revision }, data: { ...changes, revision: { increment: 1 } } })
    .catch(imsOrgTaken);
  if (!row) {
    const details = { reason: "changed-meanwhile", revision: current.revision };
    throw new AppError("CONFLICT", "The organisation was changed meanwhile.", { details });
  }
  return row as Organisation;
}

/** Another organisation's row may be out of sight: only the unique index sees them all. */
function imsOrgTaken(cause: unknown): never {
  if ((cause as { code?: unknown }).code !== "P2002") throw cause;
  const details = { reason: "ims-org-taken", field: "imsOrgId" };
  throw new AppError("CONFLICT", "Another organisation has this IMS organisation id.", { cause, details });
}
