import "server-only";
import type { z } from "zod";
import { CHECKS } from "@/lib/cmk/checks/registry";
import {
  type ExceptionView,
  LONGEST_DAYS,
  type requestExceptionSchema,
} from "@/lib/cmk/exceptions/exception";
import { appendAudit } from "@/lib/db/audit";
import { createException } from "@/lib/db/check-exceptions";
import { getOrganisation } from "@/lib/db/organisations";
import { withScope } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { type OrganisationContext, requirePermission } from "../context";
import { auditEntry } from "../setup/audit-entry";
import { toExceptionView } from "./list-exceptions";

const DAY_MS = 86_400_000;

const refused = (field: string, reason: string) =>
  new AppError("INVALID_INPUT", `The exception's ${field} cannot be accepted.`, {
    fields: [{ field, reason }],
  });

/**
 * Asks that a failing check be accepted for a time. It holds once somebody else approves it. Throws FORBIDDEN,
 * NOT_FOUND, INVALID_INPUT (`days` beyond what the check's class allows), CONFLICT (`details.reason` exception-live).
 */
export async function requestException(
  context: OrganisationContext,
  { part, check, owner, reason, days }: z.infer<typeof requestExceptionSchema>,
): Promise<ExceptionView> {
  requirePermission(context, "exception.request");
  const { actor, organisationId } = context;
  if (actor.kind !== "user") throw new AppError("FORBIDDEN", "Exceptions are asked for by people.");
  const definition = CHECKS.find(({ id }) => id === check);
  if (!definition?.parts.includes(part)) throw refused("check", "check-of-other-part");
  if (days > LONGEST_DAYS[definition.failureClass]) throw refused("days", "days-too-many");
  const at = context.now();
  return withScope(context.scope, async (tx) => {
    await getOrganisation(tx, organisationId);
    const made = await createException(tx, {
      organisationId,
      part,
      checkId: check,
      ownerName: owner,
      reason,
      expiresAt: new Date(at.getTime() + days * DAY_MS),
      requestedBy: actor.userId,
      requestedByName: actor.name,
      requestedAt: at,
    });
    if (!made)
      throw new AppError("CONFLICT", "The check has an exception that is not over.", {
        details: { reason: "exception-live" },
      });
    const after = { part, owner, reason, expiresAt: made.expiresAt.toISOString() };
    await appendAudit(tx, auditEntry(context, { action: "exception.requested", subject: check, after }));
    return toExceptionView(context, made);
  });
}
