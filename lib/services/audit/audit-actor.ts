import "server-only";
import type { AuditActor } from "@/lib/db/audit";
import type { Actor } from "../context";

/** Who acts, as the audit trail writes it. */
export function auditActor(actor: Actor): AuditActor {
  return actor.kind === "user"
    ? { kind: "user", id: actor.userId, name: actor.name }
    : { kind: "system", name: actor.name };
}
