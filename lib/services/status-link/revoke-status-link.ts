import "server-only";
import type { StatusLinkView } from "@/lib/cmk/status-link/status-link";
import { appendAudit } from "@/lib/db/audit";
import { revokeStatusLink as end, getStatusLink } from "@/lib/db/status-links";
import { withScope } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { auditActor } from "../audit/audit-actor";
import { requirePermission } from "../context";
import type { WideContext } from "../wide-context";
import { mayRevoke, toLinkView } from "./link-view";

/**
 * Ends a link at once: its owner may, and an admin of an organisation that it shows. Throws FORBIDDEN, NOT_FOUND,
 * CONFLICT (`details.reason` link-over) when it does not open any more.
 */
export async function revokeStatusLink(context: WideContext, id: string): Promise<StatusLinkView> {
  requirePermission(context, "status-link.manage");
  const at = context.now();
  const link = await withScope(context.scope, async (tx) => {
    const before = await getStatusLink(tx, id);
    if (!mayRevoke(context, before)) throw new AppError("NOT_FOUND", "The link is not the caller's to end.");
    if (!(await end(tx, id, { at, name: context.actor.name })))
      throw new AppError("CONFLICT", "The link is over already.", { details: { reason: "link-over" } });
    for (const { id: organisationId } of before.organisations)
      await appendAudit(tx, {
        organisationId,
        at,
        actor: auditActor(context.actor),
        action: "status-link.revoked",
        subject: before.title,
        after: { link: id },
        correlationId: context.correlationId,
      });
    return getStatusLink(tx, id);
  });
  return toLinkView(context, link);
}
