import "server-only";
import type { z } from "zod";
import { changePolicy, type updatePolicySchema } from "@/lib/cmk/door/policy";
import type { PolicyView } from "@/lib/cmk/views";
import { appendAudit } from "@/lib/db/audit";
import { getOrganisation } from "@/lib/db/organisations";
import { getPolicy, savePolicy } from "@/lib/db/policies";
import { withScope } from "@/lib/db/transaction";
import { type OrganisationContext, requirePermission } from "../context";
import { auditEntry } from "../setup/audit-entry";
import { showPolicy } from "./get-policy";

/**
 * Changes the policy that is still at the revision that was read. A looser one takes effect later, and never for a
 * request that was made before. Throws FORBIDDEN, NOT_FOUND, CONFLICT (`details.reason` changed-meanwhile).
 */
export async function updatePolicy(
  context: OrganisationContext,
  { revision, ...terms }: z.infer<typeof updatePolicySchema>,
): Promise<PolicyView> {
  requirePermission(context, "policy.update");
  const { organisationId } = context;
  return withScope(context.scope, async (tx) => {
    const { name } = await getOrganisation(tx, organisationId);
    const before = await getPolicy(tx, organisationId);
    const changed = changePolicy(before, terms, context.now().toISOString());
    const after = await savePolicy(tx, organisationId, revision, changed);
    await appendAudit(tx, auditEntry(context, { action: "policy.changed", subject: name, before, after }));
    return showPolicy(tx, context, after);
  });
}
