import "server-only";
import { ResponseMode } from "@azure/msal-node";
import { LIMITS } from "../limits";
import { createApplication } from "./application";
import { type IdentityConfig, signInScopes } from "./config";
import { askEntra } from "./discovery";
import { codeChallenge, type SignInSecrets } from "./sign-in-flow";

export type AuthorizationRequest = SignInSecrets & {
  redirectUri: string;
  prompt?: "select_account" | "login" | "consent" | "none";
  loginHint?: string;
  /** Sign in at this directory instead of the configured one. */
  tenantId?: string;
};

/** Where to send the browser to sign in: authorization code with PKCE, answered in the query. Throws VendorError. */
export function authorizationUrl(config: IdentityConfig, request: AuthorizationRequest): Promise<string> {
  const tenant = request.tenantId ?? config.tenant;
  return askEntra(config, tenant, LIMITS.token, () =>
    createApplication(config, tenant).getAuthCodeUrl({
      scopes: signInScopes(config),
      redirectUri: request.redirectUri,
      responseMode: ResponseMode.QUERY,
      state: request.state,
      nonce: request.nonce,
      codeChallenge: codeChallenge(request.codeVerifier),
      codeChallengeMethod: "S256",
      prompt: request.prompt,
      loginHint: request.loginHint,
    }),
  );
}
