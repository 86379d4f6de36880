import "server-only";
import { grantScope } from "./scope";
import type { KeyWrapper } from "./secrets/key-wrapper";
import { openSecret, sealSecret } from "./secrets/seal";
import { prismaOf, readWithScope, withScope } from "./transaction";

const ownScope = (userId: string) => grantScope({ organisations: [], userId });
const purpose = (userId: string) => `token-cache/${userId}`;

/** What the sign-in library kept for this person; null when there is nothing. Opens its own transaction. */
export async function readTokenCache(wrapper: KeyWrapper, userId: string): Promise<string | null> {
  const row = await readWithScope(ownScope(userId), (tx) =>
    prismaOf(tx).tokenCache.findUnique({ where: { userId } }),
  );
  return row ? openSecret(wrapper, purpose(userId), row) : null;
}

/** Keeps it, in place of what was there. Two at once: the later one stands. */
export async function writeTokenCache(wrapper: KeyWrapper, userId: string, content: string): Promise<void> {
  const sealed = await sealSecret(wrapper, purpose(userId), content);
  await withScope(ownScope(userId), (tx) =>
    prismaOf(tx).tokenCache.upsert({ where: { userId }, create: { userId, ...sealed }, update: sealed }),
  );
}

/** Forgets it: at sign-out, and when nothing in it is of use. */
export async function dropTokenCache(userId: string): Promise<void> {
  await withScope(ownScope(userId), (tx) => prismaOf(tx).tokenCache.deleteMany({ where: { userId } }));
}
