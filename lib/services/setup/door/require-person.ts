import "server-only";
import { AppError } from "@/lib/errors";
import type { OrganisationContext } from "../../context";

/** The signed-in person. Clavis itself neither asks for approval nor gives it: throws FORBIDDEN. */
export function requirePerson({ actor }: OrganisationContext): { id: string; name: string } {
  if (actor.kind === "user") return { id: actor.userId, name: actor.name };
  throw new AppError("FORBIDDEN", "Only a person decides.", { details: { reason: "not-a-person" } });
}
