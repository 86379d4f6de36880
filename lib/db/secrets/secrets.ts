import "server-only";
import { oncePerReading } from "../once-per-reading";
import type { Scope } from "../scope";
import { prismaOf, readWithScope, type Transaction } from "../transaction";
import type { KeyWrapper } from "./key-wrapper";
import { openSecret, type Sealed } from "./seal";

/**
 * adobe: the client secret of the organisation's Adobe credential; its name is the client id. channel: where a channel
 * posts to, and the key that it signs with. event-feed: the secret in the address of Adobe's webhook.
 * stream: where a stream of the audit log posts to, and the key that it signs with.
 */
export type SecretKind = "adobe" | "event-feed" | `channel:${string}` | `stream:${string}`;

/** What may be shown of a secret. */
export type SecretMetadata = {
  kind: SecretKind;
  name: string;
  keyId: string;
  savedAt: Date;
  /** The last day on which its vendor takes it, YYYY-MM-DD; null when nobody said. */
  endsOn: string | null;
};

const day = (date: Date | null) => date?.toISOString().slice(0, 10) ?? null;

/** What a secret is sealed for; the same text when saving and reading. */
export function secretPurpose(organisationId: string | null, kind: SecretKind, name: string): string {
  return `secret/${organisationId ?? "system"}/${kind}/${name}`;
}

/** Stores a sealed secret (see sealSecret and secretPurpose) in place of the one of its kind. */
export async function putSecret(
  tx: Transaction,
  secret: { organisationId: string | null; kind: SecretKind; name: string; sealed: Sealed; at: Date },
): Promise<void> {
  const { organisationId, kind, name, sealed, at } = secret;
  const prisma = prismaOf(tx);
  // What was said of the end of the one before says nothing of this one.
  const change = { name, ...sealed, rotatedAt: at, endsOn: null };
  const { count } = await prisma.secret.updateMany({ where: { organisationId, kind }, data: change });
  if (count > 0) return;
  const row = { organisationId, kind, name, ...sealed, createdAt: at };
  const made = await prisma.secret.createMany({ data: [row], skipDuplicates: true });
  // Somebody saved the first one at the same moment: the later save stands.
  if (made.count === 0) await prisma.secret.updateMany({ where: { organisationId, kind }, data: change });
}

/** Keeps when a stored secret ends (YYYY-MM-DD), or that nobody knows. Returns what was said before, or null. */
export async function setSecretEnd(
  tx: Transaction,
  organisationId: string,
  kind: SecretKind,
  endsOn: string | null,
): Promise<string | null> {
  const prisma = prismaOf(tx);
  const before = await prisma.secret.findFirst({ where: { organisationId, kind }, select: { endsOn: true } });
  const data = { endsOn: endsOn === null ? null : new Date(endsOn) };
  await prisma.secret.updateMany({ where: { organisationId, kind }, data });
  return day(before?.endsOn ?? null);
}

/** Forgets a secret for good. */
export async function deleteSecret(
  tx: Transaction,
  organisationId: string | null,
  kind: SecretKind,
): Promise<void> {
  await prismaOf(tx).secret.deleteMany({ where: { organisationId, kind } });
}

/**
 * Reads and opens a secret; null when there is none. Opens its own transaction, and unwraps after it, as
 * that may call Key Vault. For building vendor clients alone: the value never goes to a page or a log.
 */
export async function readSecret(
  scope: Scope,
  wrapper: KeyWrapper,
  organisationId: string | null,
  kind: SecretKind,
): Promise<{ name: string; value: string } | null> {
  const row = await readWithScope(scope, (tx) =>
    prismaOf(tx).secret.findFirst({ where: { organisationId, kind } }),
  );
  return row && openStored(wrapper, organisationId, kind, row);
}

/** Opens a secret that was read with others. Keep it out of transactions: unwrapping may call Key Vault. */
export async function openStored(
  wrapper: KeyWrapper,
  organisationId: string | null,
  kind: SecretKind,
  row: Sealed & { name: string },
): Promise<{ name: string; value: string }> {
  const value = await openSecret(wrapper, secretPurpose(organisationId, kind, row.name), row);
  return { name: row.name, value };
}

/** What is known of an organisation's stored secrets, without their values. */
export async function listSecretMetadata(
  tx: Transaction,
  organisationId: string | null,
): Promise<SecretMetadata[]> {
  const select = {
    kind: true,
    name: true,
    keyId: true,
    createdAt: true,
    rotatedAt: true,
    endsOn: true,
  } as const;
  const rows = await prismaOf(tx).secret.findMany({
    where: { organisationId },
    select,
    orderBy: { kind: "asc" },
  });
  return rows.map(({ kind, name, keyId, createdAt, rotatedAt, endsOn }) => {
    const savedAt = rotatedAt ?? createdAt;
    return { kind: kind as SecretKind, name, keyId, savedAt, endsOn: day(endsOn) };
  });
}

type AdobeCredentialRow = {
  organisationId: string;
  name: string;
  createdAt: Date;
  rotatedAt: Date | null;
  endsOn: Date | null;
};

/** The Adobe credentials of several organisations by their ids, without the secrets: one query for a whole list. */
export async function listAdobeCredentials(
  tx: Transaction,
  organisationIds: readonly string[],
): Promise<Map<string, { clientId: string; savedAt: string; endsOn: string | null }>> {
  const ask = () => prismaOf(tx).$queryRaw<AdobeCredentialRow[]>`
    select organisation_id as "organisationId", name, created_at as "createdAt", rotated_at as "rotatedAt",
      ends_on as "endsOn"
    from secrets where kind = 'adobe' and organisation_id = any (${organisationIds}::uuid[])`;
  const rows = await oncePerReading(tx, `Adobe credentials ${organisationIds.join()}`, ask);
  return new Map(
    rows.map(({ organisationId, name, createdAt, rotatedAt, endsOn }) => {
      const savedAt = (rotatedAt ?? createdAt).toISOString();
      return [organisationId, { clientId: name, savedAt, endsOn: day(endsOn) }];
    }),
  );
}
