import "server-only";
import type { TokenCredential } from "@azure/core-auth";
import { delegatedCredential } from "@/lib/azure/identity/delegated-credential";
import { readTokenCache, writeTokenCache } from "@/lib/db/token-cache";
import { keyWrapper } from "../key-wrapper";
import { identityConfig } from "./application-identity";

/**
 * A signed-in person's own rights in one directory; their tokens are kept sealed in the database. Home accounts
 * are named by object and home directory.
 */
export function personalIdentity(
  person: { userId: string; objectId: string; tenantId: string },
  tenantId: string,
): TokenCredential {
  const store = {
    read: () => readTokenCache(keyWrapper(), person.userId),
    write: (text: string) => writeTokenCache(keyWrapper(), person.userId, text),
  };
  return delegatedCredential(identityConfig(), {
    store,
    homeAccountId: `${person.objectId}.${person.tenantId}`,
    tenantId,
  });
}
