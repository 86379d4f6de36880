import "server-only";
import { createHash } from "node:crypto";
import { createApplication } from "./application";
import type { IdentityConfig } from "./config";
import { type RenewableCredential, tokenCredential } from "./credential";

const made = new Map<string, RenewableCredential>();

/**
 * Clavis's own, read-only rights in one directory (client credentials). One per process and directory, so that
 * its tokens serve until they run out. Throws VendorError when asked for a token in vain.
 */
export function applicationCredential(config: IdentityConfig, tenantId: string): RenewableCredential {
  const key = createHash("sha256")
    .update(JSON.stringify([config, tenantId.toLowerCase()]))
    .digest("hex");
  const known = made.get(key);
  if (known) return known;
  const application = createApplication(config, tenantId);
  const credential = tokenCredential(config, tenantId, ({ scopes, claims, renew }) =>
    application.acquireTokenByClientCredential({ scopes, claims, skipCache: renew }),
  );
  made.set(key, credential);
  return credential;
}
