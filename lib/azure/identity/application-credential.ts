import "server-only";
import { createHash } from "node:crypto";
import type { TokenCredential } from "@azure/core-auth";
import { createApplication } from "./application";
import type { IdentityConfig } from "./config";
import { tokenCredential } from "./credential";

const made = new Map<string, TokenCredential>();

/**
 * Clavis's own, read-only rights in one directory (client credentials). One per process and directory, so that
 * its tokens serve until they run out. Throws VendorError when asked for a token in vain.
 */
export function applicationCredential(config: IdentityConfig, tenantId: string): TokenCredential {
  const key = createHash("sha256")
    .update(JSON.stringify([config, tenantId.toLowerCase()]))
    .digest("hex");
  const known = made.get(key);
  if (known) return known;
  const application = createApplication(config, tenantId);
  const credential = tokenCredential(config, tenantId, (scopes, claims) =>
    application.acquireTokenByClientCredential({ scopes, claims }),
  );
  made.set(key, credential);
  return credential;
}
