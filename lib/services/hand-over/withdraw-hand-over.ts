import "server-only";
import type { HandOverRow } from "@/lib/cmk/hand-over-views";
import type { PartId, StepId } from "@/lib/cmk/parts";
import { appendAudit } from "@/lib/db/audit";
import * as handOvers from "@/lib/db/hand-overs";
import { withScope } from "@/lib/db/transaction";
import { type OrganisationContext, requirePermission } from "../context";
import { auditEntry } from "../setup/audit-entry";
import { listHandOvers } from "./list-hand-overs";

/** Ends a link at once; gives the step's hand-overs as they are then. Throws FORBIDDEN, NOT_FOUND. */
export async function withdrawHandOver(
  context: OrganisationContext,
  { part, step, id }: { part: PartId; step: StepId; id: string },
): Promise<HandOverRow[]> {
  requirePermission(context, "setup.hand-over");
  const { actor, organisationId } = context;
  const by = { at: context.now(), name: actor.name };
  await withScope(context.scope, async (tx) => {
    const ended = await handOvers.withdrawHandOver(tx, { organisationId, part, step, id }, by);
    const after = { handOver: ended.id, recipient: ended.recipient };
    await appendAudit(
      tx,
      auditEntry(context, { action: "hand-over.withdrawn", subject: `${part}/${step}`, after }),
    );
  });
  return listHandOvers(context, { part, step });
}
