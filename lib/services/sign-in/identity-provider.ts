import "server-only";
import type { TokenIdentity } from "@/lib/db/users";

/** Microsoft Entra, as sign-in needs it; lib/server builds it. Both may throw a VendorError. */
export type IdentityProvider = {
  /** Where to send the browser: authorization code flow with PKCE (S256). */
  authorizationUrl(trip: { state: string; nonce: string; codeVerifier: string }): Promise<string>;
  /** Redeems the code; the id token's signature, audience and nonce are checked. */
  redeem(trip: { code: string; nonce: string; codeVerifier: string }): Promise<{
    identity: TokenIdentity;
    /** What the sign-in library wants kept for this person, to be sealed. */
    tokenCache: string;
  }>;
};

/** Why a sign-in ended without a session; messages by these keys. */
export const SIGN_IN_ERRORS = [
  "cancelled",
  "expired",
  "refused",
  "unavailable",
  "too-many",
  "failed",
] as const;
export type SignInError = (typeof SIGN_IN_ERRORS)[number];
