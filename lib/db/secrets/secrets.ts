import "server-only";
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
export type SecretMetadata = { kind: SecretKind; name: string; keyId: string; savedAt: Date };

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
  const change = { name, ...sealed, rotatedAt: at };
  const { count } = await prisma.secret.updateMany({ where: { organisationId, kind }, data: change });
  if (count > 0) return;
  const row = { organisationId, kind, name, ...sealed, createdAt: at };
  const made = await prisma.secret.createMany({ data: [row], skipDuplicates: true });
  // Somebody saved the first one at the same moment: the later save stands.
  if (made.count === 0) await prisma.secret.updateMany({ where: { organisationId, kind }, data: change });
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
  const select = { kind: true, name: true, keyId: true, createdAt: true, rotatedAt: true } as const;
  const rows = await prismaOf(tx).secret.findMany({
    where: { organisationId },
    select,
    orderBy: { kind: "asc" },
  });
  return rows.map(({ kind, name, keyId, createdAt, rotatedAt }) => {
    return { kind: kind as SecretKind, name, keyId, savedAt: rotatedAt ?? createdAt };
  });
}

/** The Adobe credentials of several organisations by their ids, without the secrets: one query for a whole list. */
export async function listAdobeCredentials(
  tx: Transaction,
  organisationIds: readonly string[],
): Promise<Map<string, { clientId: string; savedAt: string }>> {
  const rows = await prismaOf(tx).secret.findMany({
    where: { kind: "adobe", organisationId: { in: [...organisationIds] } },
    select: { organisationId: true, name: true, createdAt: true, rotatedAt: true },
  });
  return new Map(
    rows.map(({ organisationId, name, createdAt, rotatedAt }) => {
      return [organisationId ?? "", { clientId: name, savedAt: (rotatedAt ?? createdAt).toISOString() }];
    }),
  );
}
