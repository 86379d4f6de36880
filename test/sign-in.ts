import type { TokenCredential } from "@azure/core-auth";
import { authorizationUrl } from "../lib/azure/identity/authorization-url";
import type { IdentityConfig, TokenCacheStore } from "../lib/azure/identity/config";
import { delegatedCredential } from "../lib/azure/identity/delegated-credential";
import { redeemCode, type SignedIn } from "../lib/azure/identity/redeem-code";
import { newSignInSecrets } from "../lib/azure/identity/sign-in-flow";
import { AZURE_CLOUDS, type AzureCloudId } from "../lib/cmk/azure-clouds";
import { APPS, CLAVIS_SECRET } from "../sandbox/seed/names";

/** Clavis's app registration as the sandbox knows it. */
export const TEST_IDENTITY: IdentityConfig = {
  authorityHost: "https://login.sandbox.internal",
  tenant: "organizations",
  clientId: APPS.clavis,
  credential: { secret: CLAVIS_SECRET },
};

/** The same in a sovereign cloud, at that cloud's own authority. */
export function identityOf(cloud: AzureCloudId): IdentityConfig {
  const { authority, resourceManager } = AZURE_CLOUDS[cloud];
  return { ...TEST_IDENTITY, authorityHost: authority, resourceManagerUrl: resourceManager };
}

export const REDIRECT_URI = "http://127.0.0.1:3000/api/auth/callback";

/** A token cache in memory; `text` is what was written last. */
export function memoryStore(): TokenCacheStore & { text: string | null } {
  return {
    text: null,
    async read() {
      return this.text;
    },
    async write(text) {
      this.text = text;
    },
  };
}

/** The code that the browser brings back when it signs in as this account, without a page to click on. */
export async function codeOf(upn: string, secrets = newSignInSecrets(), identity = TEST_IDENTITY) {
  const address = await authorizationUrl(identity, {
    ...secrets,
    redirectUri: REDIRECT_URI,
    prompt: "none",
    loginHint: upn,
  });
  const answer = await fetch(address, { redirect: "manual" });
  const back = new URL(answer.headers.get("location") ?? "about:blank");
  const code = back.searchParams.get("code");
  if (!code) throw new Error(`No code for ${upn}: ${answer.status} ${back.href}`);
  return { code, state: back.searchParams.get("state"), secrets };
}

/** Signs in for real at the sandbox: who it is, and a credential with that person's own rights. */
export async function signInAs(
  upn: string,
  identity = TEST_IDENTITY,
): Promise<SignedIn & { credential: TokenCredential }> {
  const { code, secrets } = await codeOf(upn, newSignInSecrets(), identity);
  const store = memoryStore();
  const who = await redeemCode(identity, {
    code,
    redirectUri: REDIRECT_URI,
    codeVerifier: secrets.codeVerifier,
    nonce: secrets.nonce,
    store,
  });
  const credential = delegatedCredential(identity, {
    store,
    homeAccountId: who.homeAccountId,
    tenantId: who.tenantId,
  });
  return { ...who, credential };
}
