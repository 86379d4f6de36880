import "server-only";
import { readFileSync } from "node:fs";
import type { TokenCredential } from "@azure/core-auth";
import { applicationCredential } from "@/lib/azure/identity/application-credential";
import type { IdentityConfig } from "@/lib/azure/identity/config";
import { env } from "@/lib/env";

let cached: IdentityConfig | undefined;

/** Clavis's app registration, from the settings. A certificate file holds the certificate and its key, both PEM. */
export function identityConfig(): IdentityConfig {
  if (cached) return cached;
  const {
    ENTRA_AUTHORITY_HOST,
    ENTRA_TENANT: tenant,
    ENTRA_CLIENT_ID: clientId,
    ENTRA_CLIENT_SECRET,
    ENTRA_CLIENT_CERTIFICATE_FILE,
  } = env();
  const pem = ENTRA_CLIENT_CERTIFICATE_FILE ? readFileSync(ENTRA_CLIENT_CERTIFICATE_FILE, "utf8") : "";
  const credential = ENTRA_CLIENT_SECRET
    ? { secret: ENTRA_CLIENT_SECRET }
    : { certificate: pem, privateKey: pem };
  const resourceManagerUrl = env().AZURE_RESOURCE_MANAGER_URL;
  cached = {
    authorityHost: ENTRA_AUTHORITY_HOST.replace(/\/+$/, ""),
    resourceManagerUrl,
    tenant,
    clientId,
    credential,
  };
  return cached;
}

/** Where Entra sends the browser back to; registered with the app. */
export const redirectUri = () => `${env().PUBLIC_URL}/api/auth/callback`;

/** Clavis's own, read-only rights in one directory. */
export function applicationIdentity(tenantId: string): TokenCredential {
  return applicationCredential(identityConfig(), tenantId);
}
