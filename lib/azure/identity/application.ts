import "server-only";
import { X509Certificate } from "node:crypto";
import { ConfidentialClientApplication, type ICachePlugin } from "@azure/msal-node";
import { AppError } from "@/lib/errors";
import type { IdentityConfig, TokenCacheStore } from "./config";
import { entraNetwork } from "./network";

/** MSAL's cache goes to the store and comes from it around every use. */
function cachePlugin(store: TokenCacheStore): ICachePlugin {
  const use = <T>(work: Promise<T>) =>
    work.catch((error: unknown) => {
      if (error instanceof AppError) throw error;
      throw new AppError("INTERNAL", "The token store cannot be used.", { cause: error });
    });
  return {
    async beforeCacheAccess(context) {
      const text = await use(store.read());
      if (text) context.tokenCache.deserialize(text);
    },
    async afterCacheAccess(context) {
      if (context.cacheHasChanged) await use(store.write(context.tokenCache.serialize()));
    },
  };
}

const PRIVATE_KEY = /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]+?-----END [A-Z ]*PRIVATE KEY-----/;

function clientCredential(credential: IdentityConfig["credential"]) {
  if ("secret" in credential) return { clientSecret: credential.secret };
  // One file may hold both: the key must reach MSAL without the certificate in front of it.
  const privateKey = PRIVATE_KEY.exec(credential.privateKey)?.[0];
  if (!privateKey) throw new AppError("NOT_CONFIGURED", "The certificate file holds no private key.");
  const thumbprintSha256 = new X509Certificate(credential.certificate).fingerprint256.replaceAll(":", "");
  return { clientCertificate: { thumbprintSha256, privateKey, x5c: credential.certificate } };
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
