import "server-only";
import { tokenMay } from "@/lib/cmk/people/token-permissions";
import { AppError } from "@/lib/errors";
import { SAFE_METHODS } from "../security/trusted-origin";
import type { Session } from "../session/session";
import type { RouteDefinition } from "./definition";

/**
 * What a program may do with a person's token: what the token was given, and without any permission only read. Throws
 * FORBIDDEN (`details.reason` `token`).
 */
export function requireInPerson({ access, method }: RouteDefinition, session: Session | null): void {
  if (!session?.token) return;
  const permission = "permission" in access ? access.permission : null;
  const fits =
    permission === null
      ? access.kind === "session" && !access.inPerson && SAFE_METHODS.includes(method)
      : tokenMay(session.token.permissions, permission);
  if (!fits)
    throw new AppError("FORBIDDEN", "The token may not be used for this.", { details: { reason: "token" } });
}
