import type { TokenCredential } from "@azure/core-auth";
import { authorizationUrl } from "../lib/azure/identity/authorization-url";
import type { IdentityConfig, TokenCacheStore } from "../lib/azure/identity/config";
import { delegatedCredential } from "../lib/azure/identity/delegated-credential";
import { redeemCode, type SignedIn } from "../lib/azure/identity/redeem-code";
import { newSignInSecrets } from "../lib/azure/identity/sign-in-flow";
import { APPS, CLAVIS_SECRET } from "../sandbox/seed/names";

/** Clavis's app registration as the sandbox knows it. */
export const TEST_IDENTITY: IdentityConfig = {
  authorityHost: "https://login.sandbox.internal",
  tenant: "organizations",
  clientId: APPS.clavis,
  credential: { secret: CLAVIS_SECRET },
};

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
export async function codeOf(upn: string, secrets = newSignInSecrets()) {
  const address = await authorizationUrl(TEST_IDENTITY, {
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
export async function signInAs(upn: string): Promise<SignedIn & { credential: TokenCredential }> {
  const { code, secrets } = await codeOf(upn);
  const store = memoryStore();
  const who = await redeemCode(TEST_IDENTITY, {
    code,
    redirectUri: REDIRECT_URI,
    codeVerifier: secrets.codeVerifier,
    nonce: secrets.nonce,
    store,
  });
  const credential = delegatedCredential(TEST_IDENTITY, {
    store,
    homeAccountId: who.homeAccountId,
    tenantId: who.tenantId,
  });
  return { ...who, credential };
}
