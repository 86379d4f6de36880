import "server-only";
import { grantScope } from "@/lib/db/scope";
import { routes } from "@/lib/routes";
import { signOut } from "@/lib/services/sign-in/sign-out";
import type { PublicContext } from "../route/definition";
import { setCookie } from "../session/cookies";
import { redirectTo } from "./redirect";

/** Signs out, and takes the cookie away whether or not there was a session behind it. */
export async function endSession({ session, correlationId }: PublicContext): Promise<Response> {
  if (session)
    await signOut(grantScope({ organisations: "*", userId: null }), session, {
      now: new Date(),
      correlationId,
    });
  return redirectTo(routes.signIn(), [setCookie("session", "", 0)]);
}
