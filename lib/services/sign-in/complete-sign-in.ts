import "server-only";
import { randomBytes, timingSafeEqual } from "node:crypto";
import { type AuditActor, appendAudit } from "@/lib/db/audit";
import type { Scope } from "@/lib/db/scope";
import type { KeyWrapper } from "@/lib/db/secrets/key-wrapper";
import { createSession, endSession, sessionId } from "@/lib/db/sessions";
import { type SignInFlow, takeSignInFlow } from "@/lib/db/sign-in-flows";
import { writeTokenCache } from "@/lib/db/token-cache";
import { withScope } from "@/lib/db/transaction";
import { type TokenIdentity, type User, upsertUserFromToken } from "@/lib/db/users";
import { VendorError } from "@/lib/vendor-error";
import { acceptInvitations } from "./accept-invitations";
import type { IdentityProvider, SignInError } from "./identity-provider";

/** What came back with the browser, and what that browser held before. */
export type Answer = {
  code: string | null;
  state: string | null;
  error: string | null;
  flowCookie: string | null;
  sessionCookie: string | null;
  userAgent: string | null;
};

export type Completion =
  | {
      kind: "signed-in";
      cookieValue: string;
      expiresAt: Date;
      returnTo: string;
      user: Pick<User, "id" | "locale" | "theme" | "timeZone">;
    }
  | { kind: "no-role" }
  | { kind: "failed"; error: SignInError };

/** member: with a role; guest: without one, for a step that was handed to them; null: not at all. */
export type Admission = "member" | "guest" | null;

type Surroundings = {
  identity: IdentityProvider;
  wrapper: KeyWrapper;
  /** The scope of the system: the audit trail of sign-ins belongs to no organisation. */
  systemScope: Scope;
  now: Date;
  sessionSeconds: number;
  correlationId: string;
  /** As what the person may come in: by their directory, the roles it gives them, and what they come for. */
  admits(identity: Pick<TokenIdentity, "entraTenantId" | "appRoles">, returnTo: string): Admission;
};

const same = (left: string, right: string) =>
  left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right));

/** Ends the trip: checks it, redeems the code, and begins a new session in place of any that the browser had. */
export async function completeSignIn(answer: Answer, around: Surroundings): Promise<Completion> {
  const { state, flowCookie } = answer;
  if (!state || !flowCookie || !same(state, flowCookie)) return { kind: "failed", error: "expired" };
  const flow = await takeSignInFlow(around.wrapper, state, around.now);
  if (!flow) return { kind: "failed", error: "expired" };
  if (answer.error || !answer.code)
    return fail(answer.error === "access_denied" ? "cancelled" : "refused", answer, around);
  try {
    const { identity, tokenCache } = await around.identity.redeem({ ...flow, code: answer.code });
    return await begin(answer, flow, identity, tokenCache, around);
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    return fail(error.failure.retryable ? "unavailable" : "refused", answer, around);
  }
}

/**
 * Who it was is not known, so Clavis writes it down itself. Only for a trip that began here: how often one begins is
 * limited, and strangers cannot fill the log.
 */
async function fail(error: SignInError, answer: Answer, around: Surroundings): Promise<Completion> {
  const { systemScope, now: at, correlationId } = around;
  const actor: AuditActor = { kind: "system", name: "Clavis" };
  const what = { action: "sign-in.failed", subject: error, after: { entraError: answer.error } } as const;
  await withScope(systemScope, (tx) =>
    appendAudit(tx, { organisationId: null, at, actor, correlationId, ...what }),
  );
  return { kind: "failed", error };
}

async function begin(
  answer: Answer,
  flow: SignInFlow,
  identity: TokenIdentity,
  tokenCache: string,
  around: Surroundings,
): Promise<Completion> {
  const { now, correlationId, systemScope } = around;
  const admission = around.admits(identity, flow.returnTo);
  const cookieValue = randomBytes(32).toString("base64url");
  const expiresAt = new Date(now.getTime() + around.sessionSeconds * 1_000);
  const user = await withScope(systemScope, async (tx) => {
    if (answer.sessionCookie) await endSession(tx, sessionId(answer.sessionCookie), now);
    const found = await upsertUserFromToken(tx, identity, now);
    if (admission === "member") await acceptInvitations(tx, found, { at: now, correlationId });
    if (admission)
      await createSession(tx, {
        cookieValue,
        userId: found.id,
        at: now,
        expiresAt,
        userAgent: answer.userAgent,
      });
    const actor: AuditActor = { kind: "user", id: found.id, name: found.displayName };
    const action = admission ? "sign-in.succeeded" : "sign-in.refused";
    const after = { appRoles: identity.appRoles, tenantId: identity.entraTenantId, admission };
    await appendAudit(tx, {
      organisationId: null,
      at: now,
      actor,
      action,
      subject: found.upn,
      after,
      correlationId,
    });
    return found;
  });
  if (!admission) return { kind: "no-role" };
  // A guest does nothing with rights of their own: their tokens are not kept.
  if (admission === "member") await writeTokenCache(around.wrapper, user.id, tokenCache);
  return { kind: "signed-in", cookieValue, expiresAt, returnTo: flow.returnTo, user };
}
