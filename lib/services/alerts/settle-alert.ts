import "server-only";
import { resolveAlertOf } from "@/lib/db/alerts";
import type { Transaction } from "@/lib/db/transaction";
import { queueResolved } from "../channels/queue-deliveries";
import type { OrganisationContext } from "../context";

type Watching = Pick<OrganisationContext, "organisationId" | "now" | "actor">;

/** Resolves the live alert of a finding that closed, and tells whom was told of it. */
export async function settleAlert(tx: Transaction, context: Watching, findingId: string): Promise<void> {
  const id = await resolveAlertOf(tx, context.organisationId, findingId, {
    name: context.actor.name,
    at: context.now(),
  });
  if (id) await queueResolved(tx, context, id);
}
