import "server-only";
import { PART_IDS } from "@/lib/cmk/parts";
import { evaluatePart } from "@/lib/cmk/progress";
import type { SetupView } from "@/lib/cmk/views";
import { appendAudit } from "@/lib/db/audit";
import { withScope } from "@/lib/db/transaction";
import { observePart } from "@/lib/steps/observe-part";
import { type OrganisationContext, requirePermission } from "./context";
import { auditEntry } from "./setup/audit-entry";
import { getSetup } from "./setup/get-setup";
import { lookAt } from "./setup/look-at-step";
import { readSetup } from "./setup/setup-state";

/**
 * Looks at everything of both parts with the clouds of the context, and stores what was seen. A person's run is in
 * the audit trail; those of Clavis show in the times of the observations. Throws FORBIDDEN, NOT_FOUND.
 */
export async function verifyOrganisation(context: OrganisationContext): Promise<SetupView> {
  requirePermission(context, "setup.check");
  let state = await readSetup(context);
  for (const part of PART_IDS) state = await lookAt(context, state, part, observePart(part));
  if (context.actor.kind === "user") {
    const after = Object.fromEntries(PART_IDS.map((part) => [part, evaluatePart(state.inputs[part]).status]));
    const what = { action: "verification.run", subject: state.organisation.name, after } as const;
    await withScope(context.scope, (tx) => appendAudit(tx, auditEntry(context, what)));
  }
  return getSetup(context);
}
