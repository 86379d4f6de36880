import "server-only";
import { randomBytes } from "node:crypto";
import type { KeyWrapper } from "@/lib/db/secrets/key-wrapper";
import { deleteOldSignInFlows, saveSignInFlow } from "@/lib/db/sign-in-flows";
import type { IdentityProvider } from "./identity-provider";

/** Long enough to find a phone for the second factor. */
export const FLOW_SECONDS = 900;

const random = () => randomBytes(32).toString("base64url");

/**
 * Begins a trip to Entra. Returns the address to send the browser to and the `state` to bind to that browser in a
 * cookie. `returnTo` must have been checked. Throws a VendorError when Entra's discovery does not answer.
 */
export async function startSignIn(
  identity: IdentityProvider,
  wrapper: KeyWrapper,
  { returnTo, now }: { returnTo: string; now: Date },
): Promise<{ url: string; state: string }> {
  const trip = { state: random(), nonce: random(), codeVerifier: random() };
  const url = await identity.authorizationUrl(trip);
  const expiresAt = new Date(now.getTime() + FLOW_SECONDS * 1_000);
  await saveSignInFlow(wrapper, { ...trip, returnTo, expiresAt });
  await deleteOldSignInFlows(new Date(now.getTime() - 86_400_000));
  return { url, state: trip.state };
}
