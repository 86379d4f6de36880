import "server-only";
import { GUID_PATTERN } from "@/lib/cmk/ids";
import { appendAudit } from "@/lib/db/audit";
import { grantScope } from "@/lib/db/scope";
import { withScope } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { logger } from "@/lib/logger";
import type { Session } from "../session/session";
import { rolesIn } from "./effective-roles";

/** `subject`: method and path. `asked`: what is in the query, where that can name something too. */
type Refused = {
  subject: string;
  organisationId: string | null;
  correlationId: string;
  asked?: Record<string, unknown>;
};

/** The id of the thing that the path or the query names, below its organisation; undefined where they name none. */
function thingOf({ subject, organisationId, asked = {} }: Refused): string | undefined {
  const named = [...subject.split("/"), ...Object.values(asked).map(String)];
  return named.find((one) => GUID_PATTERN.test(one) && one !== organisationId);
}

/**
 * A refusal is a missing permission, a foreign origin, a link that opens nothing, and somebody else's organisation or
 * thing: an id of which there is nothing here may be another organisation's.
 */
function isRefusal(error: unknown, thing: string | undefined): error is AppError {
  if (!(error instanceof AppError)) return false;
  if (error.code === "FORBIDDEN") return true;
  const link = ["organisation", "hand-over"].includes(String(error.details.reason));
  return error.code === "NOT_FOUND" && (link || thing !== undefined);
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
  const thing = thingOf(refused);
  if (!session || !isRefusal(error, thing)) return;
  const { subject, organisationId: id, correlationId } = refused;
  const member = id !== null && error.details.reason !== "organisation" && rolesIn(session, id).length > 0;
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
        after: {
          reason: error.details.permission ?? error.details.reason ?? error.code,
          ...(error.code === "NOT_FOUND" && thing && !subject.includes(thing) ? { id: thing } : {}),
        },
        correlationId,
      }),
    );
  } catch (failure) {
    logger().error({ err: failure, correlationId }, "a refusal could not be recorded");
  }
}
