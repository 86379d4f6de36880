import "server-only";
import { AppError } from "@/lib/errors";
import type { Context } from "../context";

/** The system's own chain is for those who are bound to all organisations. Throws FORBIDDEN for anybody else. */
export function requireSystemChain({ scope, actor }: Context, organisationId: string | null): void {
  if (organisationId !== null || scope.organisations === "*") return;
  throw new AppError("FORBIDDEN", `${actor.name} is not bound to all organisations`, {
    details: { reason: "all-organisations" },
  });
}
