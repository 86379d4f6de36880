import "server-only";
import { type Policy, termsInForce } from "@/lib/cmk/door/policy";
import type { PolicyView } from "@/lib/cmk/views";
import { newestApproval } from "@/lib/db/approvals";
import { getPolicy as read } from "@/lib/db/policies";
import { readWithScope, type Transaction } from "@/lib/db/transaction";
import { type OrganisationContext, requirePermission } from "../context";

/** A policy as it is shown, within the caller's transaction. */
export async function showPolicy(
  tx: Transaction,
  context: OrganisationContext,
  policy: Policy,
): Promise<PolicyView> {
  const newest = await newestApproval(tx, context.organisationId, "aep", "submit");
  const pending = newest?.status === "requested" || newest?.status === "approved";
  return { ...policy, inForce: termsInForce(policy, context.now().toISOString()), pending };
}

/** What the organisation asks of itself before its key is sent. Throws FORBIDDEN. */
export async function getPolicy(context: OrganisationContext): Promise<PolicyView> {
  requirePermission(context, "policy.read");
  return readWithScope(context.scope, async (tx) =>
    showPolicy(tx, context, await read(tx, context.organisationId)),
  );
}
