import "server-only";
import { z } from "zod";
import { AUDIT_ACTIONS } from "@/lib/cmk/audit-actions";
import type { AuditRow, Page } from "@/lib/cmk/views";
import * as audit from "@/lib/db/list-audit";
import { getOrganisation } from "@/lib/db/organisations";
import { readWithScope } from "@/lib/db/transaction";
import { type OrganisationContext, requirePermission } from "../context";

/** What the audit trail can be narrowed by; `from` and `to` are dates of whole days in UTC, both included. */
export const auditFilterSchema = z.object({
  action: z.enum(AUDIT_ACTIONS).optional(),
  search: z.string().trim().max(200).optional(),
  from: z.iso.date("date").optional(),
  to: z.iso.date("date").optional(),
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type AuditFilter = z.input<typeof auditFilterSchema>;

const DAY = 86_400_000;

/** An organisation's audit trail, newest first, a page at a time. Throws NOT_FOUND. */
export async function listAudit(
  context: OrganisationContext,
  filter: AuditFilter = {},
): Promise<Page<AuditRow>> {
  requirePermission(context, "audit.read");
  const { action, search, from, to, cursor, limit } = auditFilterSchema.parse(filter);
  const { organisationId } = context;
  const query = {
    organisationId,
    ...(action ? { actions: [action] } : {}),
    search,
    from: from ? new Date(from) : undefined,
    to: to ? new Date(Date.parse(to) + DAY) : undefined,
    cursor,
    limit,
  };
  const { rows, next } = await readWithScope(context.scope, async (tx) => {
    await getOrganisation(tx, organisationId);
    return audit.listAudit(tx, query);
  });
  return { rows: rows.map(toAuditRow), next, total: null };
}

function toAuditRow(entry: Awaited<ReturnType<typeof audit.listAudit>>["rows"][number]): AuditRow {
  const { id, sequence, at, actorKind, actorName, action, subject, before, after, correlationId, hash } =
    entry;
  const asObject = (value: unknown) => (value === null ? null : (value as Record<string, unknown>));
  const texts = { sequence: String(sequence), at: at.toISOString() };
  return {
    id,
    ...texts,
    actorKind,
    actorName,
    action,
    subject,
    before: asObject(before),
    after: asObject(after),
    correlationId,
    hash,
  };
}
