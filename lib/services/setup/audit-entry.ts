import "server-only";
import type { NewAuditEntry } from "@/lib/db/audit";
import { auditActor } from "../audit/audit-actor";
import type { OrganisationContext } from "../context";

type What = Pick<NewAuditEntry, "action" | "subject" | "before" | "after">;

/** An audit entry of this organisation by whoever acts, now. */
export function auditEntry(context: OrganisationContext, what: What): NewAuditEntry {
  const { actor, organisationId, correlationId } = context;
  return {
    ...what,
    organisationId,
    at: context.now(),
    actor: auditActor(actor),
    correlationId,
  };
}
