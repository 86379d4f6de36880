import "server-only";
import type { Role } from "@/lib/cmk/permissions";
import { findUsersByName } from "@/lib/db/people";
import { withScope } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import type { Context } from "../context";
import { changeBinding } from "./change-binding";

type Wanted = { upn: string; role: Role | null; tenantId?: string | undefined };

/**
 * Binds somebody who has signed in before to all organisations, or takes that away: how the first administrator of all
 * of them comes about. For the command of whoever operates Clavis alone. Throws FORBIDDEN for a person, NOT_FOUND,
 * CONFLICT where several directories know the name (name one) or nobody would be left.
 */
export async function bindByName(
  context: Context,
  { upn, role, tenantId }: Wanted,
): Promise<{ changed: boolean }> {
  if (context.actor.kind !== "system") throw new AppError("FORBIDDEN", "This is for the command alone.");
  return withScope(context.scope, async (tx) => {
    const found = await findUsersByName(tx, upn, tenantId);
    const [user] = found;
    if (!user)
      throw new AppError("NOT_FOUND", `${upn} has not signed in yet. They sign in once, then ask again.`);
    if (found.length > 1) {
      const directories = found.map((one) => one.entraTenantId).join(", ");
      throw new AppError(
        "CONFLICT",
        `Several directories know ${upn}: add --tenant and one of ${directories}.`,
      );
    }
    const where = { userId: user.id, upn: user.upn, organisationId: null, organisation: null };
    return { changed: await changeBinding(tx, context, where, role) };
  });
}
