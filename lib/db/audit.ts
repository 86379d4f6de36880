import "server-only";
import type { AuditAction } from "@/lib/cmk/audit-actions";
import { type ChainHead, headState, sealHead } from "./audit-head";
import type { AuditEntry as Row } from "./generated/client";
import { hashOf } from "./json";
import { newId } from "./new-id";
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

type Found = {
  sequence: bigint | null;
  hash: string | null;
  adopted: bigint | null;
  mac_key_id: string | null;
  mac: string | null;
  last_sequence: bigint | null;
  last_hash: string | null;
};

/**
 * Where the next entry goes on. The sealed record of the end counts, not the last entry: rows that were cut off leave
 * a gap then. Without a record that can be trusted the last entry is adopted, and that is remembered.
 */
function endOf(organisationId: string | null, found: Found | undefined): ChainHead {
  const { sequence, hash, adopted = null, mac_key_id: macKeyId, mac } = found ?? {};
  if (typeof sequence === "bigint" && hash && typeof macKeyId === "string" && typeof mac === "string") {
    const head = { organisationId, sequence, hash, adoptedSequence: adopted };
    // An entry that somebody put behind the end keeps its number: it must not keep the log from going on.
    const behind = found?.last_sequence ?? 0n;
    if (headState({ ...head, macKeyId, mac }) === "sealed")
      return behind > sequence ? { ...head, sequence: behind } : head;
  }
  const last = found?.last_sequence ?? null;
  const start = { organisationId, sequence: last ?? 0n, hash: found?.last_hash ?? FIRST_PREVIOUS_HASH };
  return { ...start, adoptedSequence: last === null && typeof sequence !== "bigint" ? null : (last ?? 0n) };
}

/**
 * Adds an entry to its organisation's chain, in the caller's transaction: if that rolls back, so does this.
 * Secrets are removed from before and after. The chain stays locked until the transaction ends: call it late.
 */
export async function appendAudit(tx: Transaction, entry: NewAuditEntry): Promise<void> {
  const prisma = prismaOf(tx);
  const { actor, organisationId, before, after, ...rest } = entry;
  const [found] = await prisma.$queryRaw<Found[]>`select * from clavis_audit_head(${organisationId}::uuid)`;
  const end = endOf(organisationId, found);
  const linked: Hashed = {
    ...rest,
    organisationId,
    sequence: end.sequence + 1n,
    actorKind: actor.kind,
    actorId: actor.kind === "user" ? actor.id : null,
    actorName: actor.name,
    before: normal(before),
    after: normal(after),
    previousHash: end.hash,
  };
  const hash = hashEntry(linked);
  const head = sealHead({ ...end, sequence: linked.sequence, hash });
  const json = (value: unknown) => (value === null ? null : JSON.stringify(value));
  await prisma.$executeRaw`
    with written as (
      insert into audit_entries (id, organisation_id, sequence, at, actor_kind, actor_id, actor_name, action, subject,
        before, after, correlation_id, previous_hash, hash)
      values (${newId()}::uuid, ${organisationId}::uuid, ${linked.sequence}, ${linked.at},
        ${linked.actorKind}::actor_kind, ${linked.actorId}::uuid, ${linked.actorName}, ${linked.action},
        ${linked.subject}, ${json(linked.before)}::jsonb, ${json(linked.after)}::jsonb, ${linked.correlationId},
        ${linked.previousHash}, ${hash}))
    insert into audit_chains (id, organisation_id, sequence, hash, adopted_sequence, mac_key_id, mac)
    values (${newId()}::uuid, ${organisationId}::uuid, ${head.sequence}, ${hash}, ${head.adoptedSequence},
      ${head.macKeyId}, ${head.mac})
    on conflict (organisation_id) do update set sequence = excluded.sequence, hash = excluded.hash,
      adopted_sequence = excluded.adopted_sequence, mac_key_id = excluded.mac_key_id, mac = excluded.mac`;
}

// As jsonb gives it back, so that the hash can be computed again from the row.
function normal(value: unknown): Row["before"] {
  return value === undefined || value === null ? null : JSON.parse(JSON.stringify(stripSecrets(value)));
}
