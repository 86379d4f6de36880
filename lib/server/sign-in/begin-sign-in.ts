import "server-only";
import { logger } from "@/lib/logger";
import type { SignInError } from "@/lib/services/sign-in/identity-provider";
import { FLOW_SECONDS, startSignIn } from "@/lib/services/sign-in/start-sign-in";
import { VendorError } from "@/lib/vendor-error";
import { keyWrapper } from "../key-wrapper";
import type { PublicContext } from "../route/definition";
import { safeReturnTo } from "../security/return-to";
import { setCookie } from "../session/cookies";
import { entraIdentity } from "./entra-identity";
import { redirectTo } from "./redirect";

/** Sends the browser to Entra; its way back is bound to this browser by a short-lived cookie. */
export async function beginSignIn(context: PublicContext, returnTo: string | undefined): Promise<Response> {
  try {
    const now = new Date();
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
