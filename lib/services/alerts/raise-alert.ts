import "server-only";
import { createAlert, type NewAlert } from "@/lib/db/alerts";
import type { Transaction } from "@/lib/db/transaction";
import { queueAlert } from "../channels/queue-deliveries";
import type { OrganisationContext } from "../context";

type Watching = Pick<OrganisationContext, "organisationId" | "now">;

/**
 * Opens an alert in the transaction of what it is about: it stands in the inbox from then on, and channels are told.
 * Returns its id; null when the same finding has a live one already.
 */
export async function raiseAlert(
  tx: Transaction,
  context: Watching,
  alert: NewAlert,
): Promise<string | null> {
  const id = await createAlert(tx, context.organisationId, alert, context.now());
  if (id) await queueAlert(tx, context, { id, ...alert });
  return id;
}
