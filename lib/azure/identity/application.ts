import "server-only";
import { X509Certificate } from "node:crypto";
import { ConfidentialClientApplication, type ICachePlugin } from "@azure/msal-node";
import type { IdentityConfig, TokenCacheStore } from "./config";
import { entraNetwork } from "./network";

/** MSAL's cache goes to the store and comes from it around every use. */
function cachePlugin(store: TokenCacheStore): ICachePlugin {
  return {
    async beforeCacheAccess(context) {
      const text = await store.read();
      if (text) context.tokenCache.deserialize(text);
    },
    async afterCacheAccess(context) {
      if (context.cacheHasChanged) await store.write(context.tokenCache.serialize());
    },
  };
}

function clientCredential(credential: IdentityConfig["credential"]) {
  if ("secret" in credential) return { clientSecret: credential.secret };
  const thumbprintSha256 = new X509Certificate(credential.certificate).fingerprint256.replaceAll(":", "");
  return {
    clientCertificate: { thumbprintSha256, privateKey: credential.privateKey, x5c: credential.certificate },
  };
}

/** Clavis as a confidential client of one tenant (or of `organizations`). Tokens stay in memory without a store. */
export function createApplication(
  config: IdentityConfig,
  tenant: string,
  store?: TokenCacheStore,
): ConfidentialClientApplication {
  return new ConfidentialClientApplication({
    auth: {
      clientId: config.clientId,
      authority: `${config.authorityHost}/${tenant}`,
      // A listed host (with its port) is taken at its word: no question to Microsoft's instance discovery.
      knownAuthorities: [new URL(config.authorityHost).host],
      ...clientCredential(config.credential),
    },
    cache: store ? { cachePlugin: cachePlugin(store) } : {},
    system: { networkClient: entraNetwork, disableInternalRetries: true },
  });
}
