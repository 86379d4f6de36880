import "server-only";
import { AppError } from "@/lib/errors";
import { database } from "./client";
import { sha256 } from "./json";
import type { Membership } from "./memberships";
import { prismaOf, type Transaction } from "./transaction";
import { reaching } from "./unavailable";
import type { User } from "./users";

export type ApiToken = {
  id: string;
  name: string;
  permissions: string[];
  /** Those that it opens; empty: all of the person's. */
  organisations: string[];
  createdAt: Date;
  expiresAt: Date;
  lastUsedAt: Date | null;
};

export type OpenToken = {
  token: Pick<ApiToken, "id" | "name" | "permissions" | "organisations">;
  user: Omit<User, "createdAt" | "lastSignInAt">;
  memberships: Membership[];
};

/** What a token is stored under: its own value is kept nowhere. */
export const tokenHash = (token: string): string => sha256(token);

const SHOWN = {
  id: true,
  name: true,
  permissions: true,
  organisations: true,
  createdAt: true,
  expiresAt: true,
  lastUsedAt: true,
} as const;

/** A person's tokens that were not revoked, newest first; visible to that person alone. */
export async function listTokens(tx: Transaction, userId: string): Promise<ApiToken[]> {
  return prismaOf(tx).apiToken.findMany({
    where: { userId, revokedAt: null },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    select: SHOWN,
  });
}

export async function createToken(
  tx: Transaction,
  token: Omit<ApiToken, "id" | "lastUsedAt"> & { userId: string; value: string },
): Promise<ApiToken> {
  const { value, ...rest } = token;
  return prismaOf(tx).apiToken.create({ data: { ...rest, tokenHash: tokenHash(value) }, select: SHOWN });
}

/** Ends a token for good. Throws NOT_FOUND, also for another person's. */
export async function revokeToken(
  tx: Transaction,
  { id, userId, at }: { id: string; userId: string; at: Date },
): Promise<ApiToken> {
  const [row] = await prismaOf(tx).apiToken.updateManyAndReturn({
    where: { id, userId, revokedAt: null },
    data: { revokedAt: at },
    select: SHOWN,
  });
  if (!row) throw new AppError("NOT_FOUND", "There is no such token.");
  return row;
}

/**
 * The person behind a token, in one round trip; null when it is unknown, revoked or expired, or when the person has
 * not signed in since `signedInSince`. Being used is written down once a minute.
 */
export async function openToken(value: string, at: Date, signedInSince: Date): Promise<OpenToken | null> {
  const asked = database().pool.query<{ found: OpenToken | null }>({
    name: "open-token",
    text: "select clavis_open_token($1, $2, $3, $4) as found",
    values: [
      tokenHash(value),
      at.toISOString(),
      signedInSince.toISOString(),
      new Date(at.getTime() - 60_000).toISOString(),
    ],
  });
  return (await reaching(asked)).rows[0]?.found ?? null;
}
