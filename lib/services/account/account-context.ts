import "server-only";
import type { AuditAction } from "@/lib/cmk/audit-actions";
import { type AuditActor, appendAudit } from "@/lib/db/audit";
import type { Scope } from "@/lib/db/scope";
import type { Transaction } from "@/lib/db/transaction";

/** A signed-in person and what is theirs alone. */
export type AccountContext = {
  person: { id: string; name: string; upn: string };
  /** The session that asks: its cookie's hash. */
  sessionId: string;
  /** The person's own rows, and those of the organisations they may see. */
  scope: Scope;
  /** Everything, and the person's own rows: for the system's trail and what belongs to the person alone. */
  systemScope: Scope;
  correlationId: string;
  now(): Date;
};

/** An entry of the system's own trail about a person's account; inside a transaction of the system's scope. */
export async function appendAccountAudit(
  tx: Transaction,
  { person, correlationId, now }: AccountContext,
  what: { action: AuditAction; before?: unknown; after?: unknown },
): Promise<void> {
  const actor: AuditActor = { kind: "user", id: person.id, name: person.name };
  const where = { organisationId: null, at: now(), subject: person.upn, correlationId };
  await appendAudit(tx, { ...where, actor, ...what });
}
