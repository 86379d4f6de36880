import "server-only";
import { AppError } from "@/lib/errors";
import { type Context, requirePermission } from "../context";

/**
 * Who is bound to what, over all organisations, is the affair of administrators who are bound to all of them. Throws
 * FORBIDDEN (`all-organisations` for an administrator of some).
 */
export function requireEverywhere(context: Context): void {
  requirePermission(context, "member.manage");
  if (context.scope.organisations === "*") return;
  throw new AppError("FORBIDDEN", `${context.actor.name} is not bound to all organisations`, {
    details: { reason: "all-organisations" },
  });
}
