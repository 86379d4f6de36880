import "server-only";
import { DEFAULT_POLICY, type Policy } from "@/lib/cmk/door/policy";
import { AppError } from "@/lib/errors";
import type { Policy as Row } from "./generated/client";
import type { OrganisationId } from "./scope";
import { prismaOf, type Transaction } from "./transaction";

function fromRow(row: Row): Policy {
  const { requireSecondApproval, coolingOffHours, revision, stricterApproval, stricterHours, stricterUntil } =
    row;
  const stricter =
    stricterApproval === null || stricterHours === null || stricterUntil === null
      ? null
      : {
          requireSecondApproval: stricterApproval,
          coolingOffHours: stricterHours,
          until: stricterUntil.toISOString(),
        };
  return { requireSecondApproval, coolingOffHours, revision, stricter };
}

/** What an organisation asks of itself; the default, at revision 0, where nothing was ever saved or nothing is in scope. */
export async function getPolicy(tx: Transaction, organisationId: OrganisationId): Promise<Policy> {
  const row = await prismaOf(tx).policy.findUnique({ where: { organisationId } });
  return row ? fromRow(row) : DEFAULT_POLICY;
}

/**
 * Replaces a policy that is still at `revision` (0: there is none yet). Throws CONFLICT with `details.reason`
 * "changed-meanwhile" when somebody else was quicker.
 */
export async function savePolicy(
  tx: Transaction,
  organisationId: OrganisationId,
  revision: number,
  { requireSecondApproval, coolingOffHours, stricter }: Omit<Policy, "revision">,
): Promise<Policy> {
  const data = {
    requireSecondApproval,
    coolingOffHours,
    stricterApproval: stricter?.requireSecondApproval ?? null,
    stricterHours: stricter?.coolingOffHours ?? null,
    stricterUntil: stricter ? new Date(stricter.until) : null,
  };
  const { policy } = prismaOf(tx);
  const [row] =
    revision === 0
      ? await policy.createManyAndReturn({ data: [{ organisationId, ...data }], skipDuplicates: true })
      : await policy.updateManyAndReturn({
          where: { organisationId, revision },
          data: { ...data, revision: { increment: 1 } },
        });
  if (row) return fromRow(row);
  const details = { reason: "changed-meanwhile", revision: (await getPolicy(tx, organisationId)).revision };
  throw new AppError("CONFLICT", "The policy was changed meanwhile.", { details });
}
