import "server-only";
import { takeTurn } from "@/lib/db/rate-limits";
import { logger } from "@/lib/logger";
import type { SignInError } from "@/lib/services/sign-in/identity-provider";
import { FLOW_SECONDS, startSignIn } from "@/lib/services/sign-in/start-sign-in";
import { VendorError } from "@/lib/vendor-error";
import { addressesOf } from "../gates/addresses";
import { keyWrapper } from "../key-wrapper";
import type { PublicContext } from "../route/definition";
import { safeReturnTo } from "../security/return-to";
import { setCookie } from "../session/cookies";
import { entraIdentity } from "./entra-identity";
import { redirectTo } from "./redirect";

/** Of one address, behind which a whole office may be. */
const SIGN_INS = { most: 120, seconds: 60 };

/** Sends the browser to Entra; its way back is bound to this browser by a short-lived cookie. */
export async function beginSignIn(context: PublicContext, returnTo: string | undefined): Promise<Response> {
  try {
    const now = new Date();
    const address = addressesOf(context.request.headers).admin ?? "unknown";
    if ((await takeTurn(`sign-in ${address}`, SIGN_INS, now)) > 0)
      return redirectTo("/sign-in?error=too-many" satisfies `${string}${SignInError}`);
    const { url, state } = await startSignIn(entraIdentity(), keyWrapper(), {
      returnTo: safeReturnTo(returnTo),
      now,
    });
    return redirectTo(url, [setCookie("flow", state, FLOW_SECONDS)]);
  } catch (error) {
    const reason: SignInError = error instanceof VendorError ? "unavailable" : "failed";
    logger().error({ err: error, correlationId: context.correlationId }, "sign-in could not begin");
    return redirectTo(`/sign-in?error=${reason}`);
  }
}
