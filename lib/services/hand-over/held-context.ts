import "server-only";
import { isLive } from "@/lib/cmk/hand-over";
import type { NewAuditEntry } from "@/lib/db/audit";
import type { HandOver } from "@/lib/db/hand-overs";
import { AppError } from "@/lib/errors";
import type { OrganisationContext } from "../context";

/**
 * A signed-in person who holds the link of one hand-over, with or without a role. The gate has found the hand-over by
 * its secret; whatever is looked at is looked at by Clavis itself, with the read-only identity.
 */
export type HeldContext = {
  handOver: HandOver;
  person: { userId: string; name: string; upn: string; tenantId: string };
  system: OrganisationContext;
};

/** The one answer to every secret that opens nothing: wrong, expired, withdrawn or foreign. */
export function noSuchHandOver(): AppError {
  return new AppError("NOT_FOUND", "This link does not open anything.", { details: { reason: "hand-over" } });
}

/** The first line of every verb for the holder of a link. Throws NOT_FOUND when it does not open any more. */
export function requireLive({ handOver, system }: HeldContext): void {
  if (!isLive(handOver, system.now())) throw noSuchHandOver();
}

/** An entry in the organisation's trail: which person, from which directory, through which hand-over. */
export function heldEntry(
  { handOver, person, system }: HeldContext,
  action: "hand-over.opened" | "hand-over.checked",
  more: Record<string, unknown> = {},
): NewAuditEntry {
  const { userId, name, upn, tenantId } = person;
  return {
    organisationId: system.organisationId,
    at: system.now(),
    actor: { kind: "user", id: userId, name },
    action,
    subject: `${handOver.part}/${handOver.step}`,
    after: { handOver: handOver.id, upn, tenantId, ...more },
    correlationId: system.correlationId,
  };
}
