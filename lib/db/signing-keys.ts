import "server-only";
import type { SigningKey as Row } from "./generated/client";
import { toJson } from "./json";
import { prismaOf, type Transaction } from "./transaction";

export type SigningKey = Omit<Row, "jwk"> & { jwk: Record<string, string> };

/** Keeps the public half of a key, once. */
export async function saveSigningKey(tx: Transaction, { jwk, ...key }: SigningKey): Promise<void> {
  await prismaOf(tx).signingKey.createMany({
    data: [{ ...key, jwk: toJson(jwk) as object }],
    skipDuplicates: true,
  });
}

/** Public halves of all keys that evidence was ever signed with, newest first. */
export async function listSigningKeys(tx: Transaction): Promise<SigningKey[]> {
  const rows = await prismaOf(tx).signingKey.findMany({ orderBy: [{ createdAt: "desc" }, { id: "asc" }] });
  return rows as SigningKey[];
}
