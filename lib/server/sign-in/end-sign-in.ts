import "server-only";
import { GUID_PATTERN } from "@/lib/cmk/ids";
import { grantScope } from "@/lib/db/scope";
import { env } from "@/lib/env";
import { logger } from "@/lib/logger";
import { routes } from "@/lib/routes";
import {
  type Admission,
  type Answer,
  type Completion,
  completeSignIn,
} from "@/lib/services/sign-in/complete-sign-in";
import { keyWrapper } from "../key-wrapper";
import type { PublicContext } from "../route/definition";
import { preferenceCookie, readCookie, setCookie } from "../session/cookies";
import { rolesOfApp } from "../session/session";
import { isAllowedTenant } from "./allowed-tenant";
import { entraIdentity } from "./entra-identity";
import { redirectTo } from "./redirect";

type Query = { code?: string; state?: string; error?: string; admin_consent?: string };

/** The way back from Entra: to the page that was asked for, to the page for people without a role, or to an error. */
export async function endSignIn({ request, correlationId }: PublicContext, query: Query): Promise<Response> {
  // Consent for a whole tenant ends here too, without a sign-in: whether it was given is asked of Graph, never of this.
  if (query.admin_consent !== undefined && query.code === undefined) {
    const org = GUID_PATTERN.test(query.state ?? "") ? query.state : undefined;
    return redirectTo(org ? routes.readingRights(org) : routes.organisations(), []);
  }
  const { headers } = request;
  const answer = {
    code: query.code ?? null,
    state: query.state ?? null,
    error: query.error ?? null,
    flowCookie: readCookie(headers, "flow"),
    sessionCookie: readCookie(headers, "session"),
    userAgent: headers.get("user-agent"),
  };
  const completion = await complete(answer, correlationId);
  const flowEnds = setCookie("flow", "", 0);
  if (completion.kind === "signed-in") {
    const session = setCookie("session", completion.cookieValue, env().SESSION_ABSOLUTE_HOURS * 3_600);
    // What was chosen on another machine holds on this one too.
    const { locale, theme, timeZone: zone } = completion.user;
    const preferences = Object.entries({ locale, theme, zone }).flatMap(([name, value]) =>
      value === null ? [] : [preferenceCookie(name as "locale" | "theme" | "zone", value)],
    );
    return redirectTo(completion.returnTo, [flowEnds, session, ...preferences]);
  }
  if (completion.kind === "no-role")
    return redirectTo(routes.noAccess(), [flowEnds, setCookie("session", "", 0)]);
  logger().warn({ correlationId, reason: completion.error, entraError: answer.error }, "a sign-in failed");
  return redirectTo(`/sign-in?error=${completion.error}`, [flowEnds]);
}

/**
 * With a role a person is a member. Without one, whoever comes for a handed-over step gets a session that opens no
 * page but that: whether its link is good is not said here.
 */
function admission(identity: { entraTenantId: string; appRoles: string[] }, returnTo: string): Admission {
  if (!isAllowedTenant(identity.entraTenantId)) return null;
  if (rolesOfApp(identity.appRoles).length > 0) return "member";
  return returnTo.startsWith(routes.handOver("")) ? "guest" : null;
}

/** A defect on the way back is told on the sign-in page like any other end, not as a document for programs. */
async function complete(answer: Answer, correlationId: string): Promise<Completion> {
  try {
    return await completeSignIn(answer, {
      identity: entraIdentity(),
      wrapper: keyWrapper(),
      systemScope: grantScope({ organisations: "*", userId: null }),
      now: new Date(),
      sessionSeconds: env().SESSION_ABSOLUTE_HOURS * 3_600,
      correlationId,
      admits: admission,
    });
  } catch (error) {
    logger().error({ err: error, correlationId }, "a sign-in broke");
    return { kind: "failed", error: "failed" };
  }
}
