import "server-only";
import { appendAudit } from "@/lib/db/audit";
import { grantScope } from "@/lib/db/scope";
import { withScope } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { logger } from "@/lib/logger";
import type { Session } from "../session/session";
import { rolesIn } from "./effective-roles";

type Refused = { subject: string; organisationId: string | null; correlationId: string };

/** A refusal is a missing permission, a foreign origin, somebody else's organisation, or a link that opens nothing. */
function isRefusal(error: unknown): error is AppError {
  if (!(error instanceof AppError)) return false;
  return (
    error.code === "FORBIDDEN" ||
    (error.code === "NOT_FOUND" && ["organisation", "hand-over"].includes(String(error.details.reason)))
  );
}

/**
 * Writes `access.refused` when a signed-in person was refused something: into the organisation's trail where they
 * are a member, into the system's where they are not. Never throws: the refusal stands, recorded or not.
 */
export async function recordRefusal(
  session: Session | null,
  error: unknown,
  refused: Refused,
): Promise<void> {
  if (!session || !isRefusal(error)) return;
  const { subject, organisationId: id, correlationId } = refused;
  const member = id !== null && error.code === "FORBIDDEN" && rolesIn(session, id).length > 0;
  const organisationId = member ? id : null;
  try {
    const scope = grantScope({
      organisations: organisationId ? [organisationId] : "*",
      userId: session.user.id,
    });
    await withScope(scope, (tx) =>
      appendAudit(tx, {
        organisationId,
        at: new Date(),
        actor: { kind: "user", id: session.user.id, name: session.user.name },
        action: "access.refused",
        subject,
        after: { reason: error.details.permission ?? error.details.reason ?? error.code },
        correlationId,
      }),
    );
  } catch (failure) {
    logger().error({ err: failure, correlationId }, "a refusal could not be recorded");
  }
}
