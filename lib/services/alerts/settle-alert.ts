import "server-only";
import { resolveAlertOf } from "@/lib/db/alerts";
import type { Transaction } from "@/lib/db/transaction";
import type { OrganisationContext } from "../context";

type Watching = Pick<OrganisationContext, "organisationId" | "now" | "actor">;

/** Resolves the live alert of a finding that closed. */
export async function settleAlert(tx: Transaction, context: Watching, findingId: string): Promise<void> {
  await resolveAlertOf(tx, context.organisationId, findingId, {
    name: context.actor.name,
    at: context.now(),
  });
}
