import "server-only";
import { createHash } from "node:crypto";
import type { AccessToken } from "@azure/core-auth";
import { BoundedMap } from "@/lib/bounded-map";
import { createApplication } from "./application";
import type { IdentityConfig } from "./config";
import { type RenewableCredential, tokenCredential } from "./credential";

/** Each holds the clients of MSAL and the SDKs for one directory, a hundred kilobytes; made again in two milliseconds. */
const MOST_CREDENTIALS = 500;
/** Asking for one again costs a call: two or three for each directory that a worker looks at in five minutes. */
const MOST_TOKENS = 20_000;

const made = new BoundedMap<string, RenewableCredential>(MOST_CREDENTIALS);
const tokens = new BoundedMap<string, AccessToken & { askedAt: number }>(MOST_TOKENS);

/**
 * Clavis's own, read-only rights in one directory (client credentials). Tokens are kept in this process until they run
 * out, past the credential's own life. Throws VendorError when asked for a token in vain.
 */
export function applicationCredential(config: IdentityConfig, tenantId: string): RenewableCredential {
  const key = createHash("sha256")
    .update(JSON.stringify([config, tenantId.toLowerCase()]))
    .digest("hex");
  const known = made.get(key);
  if (known) return known;
  const own = (scopes: string) => `${key} ${scopes}`;
  const application = createApplication(config, tenantId);
  const credential = tokenCredential(
    config,
    tenantId,
    ({ scopes, claims, renew }) =>
      application.acquireTokenByClientCredential({ scopes, claims, skipCache: renew }),
    {
      get: (scopes) => tokens.get(own(scopes)),
      set: (scopes, token) => tokens.set(own(scopes), token),
      delete: (scopes) => tokens.delete(own(scopes)),
    },
  );
  made.set(key, credential);
  return credential;
}
