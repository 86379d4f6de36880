import "server-only";
import { grantScope } from "@/lib/db/scope";
import type { AccountContext } from "@/lib/services/account/account-context";
import type { WideContext } from "@/lib/services/wide-context";
import type { Session } from "./session/session";

/** What a verb about a person's own account is given, from the context of a route or page that needs a session. */
export function accountContext(context: WideContext & { session: Session }): AccountContext {
  const { session, scope, correlationId, now } = context;
  const { id, name, upn } = session.user;
  return {
    person: { id, name, upn },
    sessionId: session.id,
    scope,
    systemScope: grantScope({ organisations: "*", userId: id }),
    correlationId,
    now,
  };
}
