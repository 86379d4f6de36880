import "server-only";
import { z } from "zod";
import { vendorFailure } from "../errors";
import { LIMITS } from "../limits";
import { createApplication } from "./application";
import { type IdentityConfig, signInScopes, type TokenCacheStore } from "./config";
import { askEntra } from "./discovery";

const claimsSchema = z.object({
  tid: z.guid(),
  oid: z.guid(),
  preferred_username: z.string().optional(),
  upn: z.string().optional(),
  email: z.string().optional(),
  name: z.string().optional(),
  nonce: z.string(),
  roles: z.array(z.string()).default([]),
});

export type SignedIn = {
  /** MSAL's name for the account: what delegatedCredential asks for later. */
  homeAccountId: string;
  tenantId: string;
  objectId: string;
  upn: string;
  name: string;
  /** App roles of the id token, such as Clavis.Admin. */
  roles: string[];
};

export type RedeemRequest = {
  code: string;
  redirectUri: string;
  codeVerifier: string;
  nonce: string;
  store: TokenCacheStore;
};

/**
 * Redeems the code that the browser brought back; the tokens go to the store. The id token comes straight from
 * the token endpoint over TLS, its nonce must be the flow's. Not repeated: a code lives for one use.
 * Throws VendorError.
 */
export async function redeemCode(config: IdentityConfig, request: RedeemRequest): Promise<SignedIn> {
  const limits = { ...LIMITS.token, attempts: 1 };
  const result = await askEntra(config, config.tenant, limits, () =>
    createApplication(config, config.tenant, request.store).acquireTokenByCode({
      code: request.code,
      scopes: signInScopes(config),
      redirectUri: request.redirectUri,
      codeVerifier: request.codeVerifier,
      nonce: request.nonce,
    }),
  );
  const claims = claimsSchema.safeParse(result.idTokenClaims);
  if (!claims.success || !result.account || claims.data.nonce !== request.nonce) {
    throw vendorFailure(
      "entra",
      { status: null, code: "UnexpectedIdToken", message: "The id token is not the one that was asked for." },
      claims.error,
    );
  }
  const { tid, oid, preferred_username, upn, email, name, roles } = claims.data;
  const address = preferred_username ?? upn ?? email ?? oid;
  return {
    homeAccountId: result.account.homeAccountId,
    tenantId: tid.toLowerCase(),
    objectId: oid.toLowerCase(),
    upn: address,
    name: name ?? address,
    roles,
  };
}
