import "server-only";
import { type ExceptionView, exceptionState } from "@/lib/cmk/exceptions/exception";
import { may } from "@/lib/cmk/permissions";
import type { OrganisationView } from "@/lib/cmk/views";
import * as exceptions from "@/lib/db/check-exceptions";
import { readWithScope } from "@/lib/db/transaction";
import { type OrganisationContext, requirePermission } from "../context";
import { readOrganisationView } from "../organisations/get-organisation";
import { WATCHER } from "../watch/watcher";

/** An exception as the context's person sees it. */
export function toExceptionView(
  context: Pick<OrganisationContext, "actor" | "now">,
  exception: exceptions.CheckException,
): ExceptionView {
  const { id, part, checkId: check, ownerName: owner, reason, requestedByName, decidedByName } = exception;
  const { actor } = context;
  const state = exceptionState(exception, context.now(), WATCHER);
  const other = actor.kind === "user" && actor.userId !== exception.requestedBy;
  return {
    id,
    part,
    check,
    owner,
    reason,
    state,
    requestedByName,
    decidedByName,
    requestedAt: exception.requestedAt.toISOString(),
    expiresAt: exception.expiresAt.toISOString(),
    decidedAt: exception.decidedAt?.toISOString() ?? null,
    endedByName: exception.endedByName,
    endedAt: exception.endedAt?.toISOString() ?? null,
    mayDecide: state === "requested" && other && may(actor.roles, "exception.decide"),
  };
}

/** The exceptions of an organisation, newest first. Throws FORBIDDEN, NOT_FOUND. */
export async function listExceptions(
  context: OrganisationContext,
): Promise<{ organisation: OrganisationView; rows: ExceptionView[] }> {
  requirePermission(context, "finding.read");
  return readWithScope(context.scope, async (tx) => {
    const organisation = await readOrganisationView(tx, context);
    const rows = await exceptions.listExceptions(tx, context.organisationId);
    return { organisation, rows: rows.map((row) => toExceptionView(context, row)) };
  });
}
