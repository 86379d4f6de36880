import "server-only";
import type { AuditAction } from "@/lib/cmk/audit-actions";
import type { AuditEntry as Row } from "./generated/client";
import { hashOf, toJson } from "./json";
import { stripSecrets } from "./strip-secrets";
import { prismaOf, type Transaction } from "./transaction";

export type AuditActor = { kind: "user"; id: string | null; name: string } | { kind: "system"; name: string };

export type NewAuditEntry = {
  /** null: the system's own chain (sign-ins and the like), which only the scope "*" reads and writes. */
  organisationId: string | null;
  at: Date;
  actor: AuditActor;
  action: AuditAction;
  /** What it was done to, as people name it: `aep/vault`, an organisation's name, a user's upn. */
  subject: string;
  before?: unknown;
  after?: unknown;
  correlationId: string;
};

export type AuditEntry = Row & { action: AuditAction };

/** What the first entry of a chain holds as the hash of the one before. */
export const FIRST_PREVIOUS_HASH = "0".repeat(64);

type Hashed = Omit<Row, "id" | "hash">;

/** The hash of an entry: over all it says, its place in the chain, and the hash of the one before. */
export function hashEntry(entry: Hashed): string {
  const { organisationId, sequence, at, actorKind, actorId, actorName, action, subject } = entry;
  const { before, after, correlationId, previousHash } = entry;
  const who = { actorKind, actorId, actorName };
  const what = { action, subject, before, after, correlationId };
  return hashOf({
    organisationId,
    sequence: String(sequence),
    at: at.toISOString(),
    ...who,
    ...what,
    previousHash,
  });
}

/**
 * Adds an entry to its organisation's chain, in the caller's transaction: if that rolls back, so does this.
 * Secrets are removed from before and after. The chain stays locked until the transaction ends: call it late.
 */
export async function appendAudit(tx: Transaction, entry: NewAuditEntry): Promise<void> {
  const prisma = prismaOf(tx);
  const { actor, organisationId, before, after, ...rest } = entry;
  const [head] = await prisma.$queryRaw<{ sequence: bigint; hash: string }[]>`
    select sequence, hash from clavis_audit_head(${organisationId}::uuid)`;
  const linked: Hashed = {
    ...rest,
    organisationId,
    sequence: (head?.sequence ?? 0n) + 1n,
    actorKind: actor.kind,
    actorId: actor.kind === "user" ? actor.id : null,
    actorName: actor.name,
    before: normal(before),
    after: normal(after),
    previousHash: head?.hash ?? FIRST_PREVIOUS_HASH,
  };
  const columns = {
    ...linked,
    before: toJson(linked.before),
    after: toJson(linked.after),
    hash: hashEntry(linked),
  };
  await prisma.auditEntry.createMany({ data: [columns] });
}

// As jsonb gives it back, so that the hash can be computed again from the row.
function normal(value: unknown): Row["before"] {
  return value === undefined || value === null ? null : JSON.parse(JSON.stringify(stripSecrets(value)));
}
