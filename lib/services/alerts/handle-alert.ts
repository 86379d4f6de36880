import "server-only";
import type { z } from "zod";
import { type AlertAction, actionsFor } from "@/lib/cmk/alerts/alert-rules";
import type { alertActionSchema } from "@/lib/cmk/alerts/alert-schemas";
import type { AlertView } from "@/lib/cmk/alerts/alert-views";
import type { AuditAction } from "@/lib/cmk/audit-actions";
import { appendAudit } from "@/lib/db/audit";
import * as alerts from "@/lib/db/list-alerts";
import { withScope } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { type Actor, type OrganisationContext, requirePermission } from "../context";
import { auditEntry } from "../setup/audit-entry";
import { readAlert } from "./get-alert";

const AUDITED: Record<AlertAction, AuditAction> = {
  assign: "alert.assigned",
  acknowledge: "alert.acknowledged",
  resolve: "alert.resolved",
  reopen: "alert.reopened",
  comment: "alert.commented",
};

function changeFor(action: AlertAction, { userId, name }: Extract<Actor, { kind: "user" }>, at: Date) {
  switch (action) {
    case "assign":
      return { assignedTo: userId, assignedToName: name };
    case "acknowledge":
      return { status: "acknowledged" as const };
    case "resolve":
      return { status: "resolved" as const, resolvedAt: at, resolvedByName: name };
    case "reopen":
      return { status: "open" as const, resolvedAt: null, resolvedByName: null };
    case "comment":
      return {};
  }
}

/**
 * Takes an alert on, acknowledges, resolves or reopens it, or says something about it. Throws FORBIDDEN, NOT_FOUND,
 * CONFLICT (`details.reason` changed-meanwhile: also where it does not stand so that this can be done).
 */
export async function handleAlert(
  context: OrganisationContext,
  id: string,
  { action, revision, text }: z.infer<typeof alertActionSchema>,
): Promise<AlertView> {
  requirePermission(context, "alert.handle");
  const { actor, organisationId } = context;
  if (actor.kind !== "user") throw new AppError("FORBIDDEN", "Alerts are handled by people.");
  return withScope(context.scope, async (tx) => {
    const before = await alerts.getAlert(tx, organisationId, id);
    const taken = action === "reopen" && (await alerts.hasOtherLiveAlert(tx, before));
    if (taken || !actionsFor(before.status).includes(action))
      throw new AppError("CONFLICT", "The alert does not stand so that this can be done.", {
        details: { reason: "changed-meanwhile" },
      });
    const at = context.now();
    await alerts.changeAlert(tx, { id, organisationId, revision }, changeFor(action, actor, at));
    await alerts.addAlertComment(tx, {
      organisationId,
      alertId: id,
      at,
      kind: action,
      text: text ? text : null,
      authorId: actor.userId,
      authorName: actor.name,
    });
    const what = { action: AUDITED[action], subject: before.kind, before: { status: before.status } };
    await appendAudit(tx, auditEntry(context, { ...what, after: text ? { text } : {} }));
    return readAlert(tx, context, id);
  });
}
