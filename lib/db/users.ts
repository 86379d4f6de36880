import "server-only";
import { AppError } from "@/lib/errors";
import { prismaOf, type Transaction } from "./transaction";

export type User = {
  id: string;
  entraTenantId: string;
  entraObjectId: string;
  upn: string;
  displayName: string;
  /** As in the newest id token: Clavis.Admin, Clavis.Leader, Clavis.Support. */
  appRoles: string[];
  locale: string | null;
  theme: string | null;
  /** An IANA zone; null: times are shown in UTC. */
  timeZone: string | null;
  createdAt: Date;
  lastSignInAt: Date | null;
};

/** What an id token says of a person. */
export type TokenIdentity = Pick<
  User,
  "entraTenantId" | "entraObjectId" | "upn" | "displayName" | "appRoles"
>;

/**
 * The person behind an id token, made or brought up to date. Known by tenant and object id, never by name.
 * `at` is the time of the sign-in; null when there was none (demo data).
 */
export async function upsertUserFromToken(
  tx: Transaction,
  identity: TokenIdentity,
  at: Date | null,
): Promise<User> {
  const { entraTenantId, entraObjectId, ...rest } = identity;
  return prismaOf(tx).user.upsert({
    where: { entraTenantId_entraObjectId: { entraTenantId, entraObjectId } },
    create: { ...identity, lastSignInAt: at },
    update: { ...rest, ...(at ? { lastSignInAt: at } : {}) },
  });
}

/** Throws NOT_FOUND. */
export async function getUser(tx: Transaction, id: string): Promise<User> {
  const user = await prismaOf(tx).user.findUnique({ where: { id } });
  if (!user) throw new AppError("NOT_FOUND", "There is no such user.");
  return user;
}

/** Saves how a person likes the console; null goes back to what the browser asks for. */
export async function savePreferences(
  tx: Transaction,
  userId: string,
  preferences: { locale?: string | null; theme?: string | null; timeZone?: string | null },
): Promise<void> {
  await prismaOf(tx).user.update({ where: { id: userId }, data: preferences });
}
