import "server-only";
import { AppError } from "@/lib/errors";
import { type Actor, type OrganisationContext, requirePermission } from "../context";

/** A person who may write notes here. Throws FORBIDDEN. */
export function requireWriter(context: OrganisationContext): Extract<Actor, { kind: "user" }> {
  requirePermission(context, "note.write");
  if (context.actor.kind !== "user") throw new AppError("FORBIDDEN", "Notes are written by people.");
  return context.actor;
}
