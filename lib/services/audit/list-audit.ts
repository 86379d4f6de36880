import "server-only";
import { actionsOf } from "@/lib/cmk/audit/action-groups";
import {
  type AuditFilter,
  auditFilterSchema,
  type WideAuditFilter,
  wideAuditFilterSchema,
} from "@/lib/cmk/audit/audit-filter";
import { startOfDay } from "@/lib/cmk/audit/start-of-day";
import { PART_IDS } from "@/lib/cmk/parts";
import type { AuditRow, Page } from "@/lib/cmk/views";
import * as audit from "@/lib/db/list-audit";
import { getOrganisation } from "@/lib/db/organisations";
import { readWithScope } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { type Context, type OrganisationContext, requirePermission } from "../context";

/** No action: what a group and an action of another group have in common. */
const NONE = ["nothing" as never];

function actionsFor({ group, action }: AuditFilter) {
  if (!group) return action ? [action] : undefined;
  const all = actionsOf(group);
  if (!action) return all;
  return all.includes(action) ? [action] : NONE;
}

/** The filter of an address as the database takes it. */
export function toAuditQuery(filter: AuditFilter): audit.AuditQuery {
  const {
    actor,
    place,
    subject,
    correlation,
    search,
    from,
    to,
    zone = "UTC",
    cursor,
    limit,
  } = auditFilterSchema.parse(filter);
  const isPart = PART_IDS.some((part) => part === place);
  return {
    actions: actionsFor(filter),
    ...(actor === "people"
      ? { actorKind: "user" }
      : actor === "system"
        ? { actorKind: "system" }
        : { actorId: actor }),
    ...(isPart ? { part: place } : {}),
    subject: subject ?? (isPart ? undefined : place),
    correlationId: correlation,
    search,
    from: from ? startOfDay(from, zone) : undefined,
    to: to ? startOfDay(to, zone, 1) : undefined,
    cursor,
    limit,
  };
}

/** An organisation's audit log, newest first, a page at a time. Throws FORBIDDEN, NOT_FOUND. */
export async function listAudit(
  context: OrganisationContext,
  filter: AuditFilter = {},
): Promise<Page<AuditRow>> {
  requirePermission(context, "audit.read");
  const { organisationId } = context;
  const query = { ...toAuditQuery(filter), organisationId };
  const { rows, next } = await audit.readAuditPage(context.scope, query);
  // A page with entries proves that there is the organisation.
  if (rows.length === 0) await readWithScope(context.scope, (tx) => getOrganisation(tx, organisationId));
  return { rows: rows.map(toAuditRow), next, total: null };
}

/**
 * The audit log of all organisations in which the person may read it, and the system's own for those who may see
 * everything. Throws FORBIDDEN, and NOT_FOUND for a chain that is not theirs to see.
 */
export async function listAuditWidely(
  context: Context,
  filter: WideAuditFilter = {},
): Promise<Page<AuditRow>> {
  requirePermission(context, "audit.read");
  const { chain, ...rest } = wideAuditFilterSchema.parse(filter);
  const { organisations } = context.scope;
  if (chain && organisations !== "*" && !organisations.some((id) => id === chain))
    throw new AppError("NOT_FOUND", "There is no such chain in scope.", {
      details: { reason: "organisation" },
    });
  const organisationId = chain === "system" ? null : chain;
  const query = { ...toAuditQuery(rest), organisationId };
  const { rows, next } = await audit.readAuditPage(context.scope, query);
  return { rows: rows.map(toAuditRow), next, total: null };
}

const asObject = (value: unknown) => (value === null ? null : (value as Record<string, unknown>));

function toAuditRow(entry: audit.ListedEntry): AuditRow {
  const { id, organisationId, organisationName, sequence, at, actorKind, actorId, actorName } = entry;
  const { action, subject, before, after, correlationId, hash } = entry;
  return {
    id,
    organisation: organisationId === null ? null : { id: organisationId, name: organisationName ?? "" },
    sequence: String(sequence),
    at: at.toISOString(),
    actorKind,
    actorId,
    actorName,
    action,
    subject,
    before: asObject(before),
    after: asObject(after),
    correlationId,
    hash,
  };
}
