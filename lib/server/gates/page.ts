import "server-only";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import type { Permission } from "@/lib/cmk/permissions";
import { type SharedReadings, shareReadings } from "@/lib/db/shared-reading";
import { AppError } from "@/lib/errors";
import { wordsFor } from "@/lib/i18n/words-of";
import { routes } from "@/lib/routes";
import type { OrganisationContext } from "@/lib/services/context";
import type { HeldContext } from "@/lib/services/hand-over/held-context";
import type { WideContext } from "@/lib/services/wide-context";
import { readSession } from "../session/read-session";
import type { Session } from "../session/session";
import { addressesOf } from "./addresses";
import { organisationContext, wideContext } from "./contexts";
import { heldContext } from "./hand-over";
import { recordRefusal } from "./record-refusal";

/** The session of the page that is being drawn; null when nobody is signed in. One question for the whole page. */
export const pageSession = cache(async (): Promise<Session | null> => readSession(await headers()));

const requirePerson = cache(async (): Promise<Session> => {
  const session = await pageSession();
  if (session) return session;
  redirect(routes.signIn((await headers()).get("x-clavis-path") ?? undefined));
});

/**
 * Gate of every page of the console: without a session it goes to the sign-in page, and comes back after. Whoever
 * came for a handed-over step alone, without a role, sees nothing of it.
 */
export const requireSession = cache(async (): Promise<Session> => {
  const session = await requirePerson();
  if (session.appRoles.length === 0) redirect(routes.noAccess());
  return session;
});

/** What the parts of one page read at the same time is read together. */
const pageReadings = cache((): SharedReadings => new Map());

async function correlationId(): Promise<string> {
  return (await headers()).get("x-correlation-id") ?? crypto.randomUUID();
}

/** Runs a verb for a page: nothing there is the not-found page, a missing permission the no-access page. */
async function answer<T>(
  session: Session,
  organisationId: string | null,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await shareReadings(pageReadings(), work);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const subject = `GET ${(await headers()).get("x-clavis-path") ?? ""}`;
    await recordRefusal(session, error, { subject, organisationId, correlationId: await correlationId() });
    if (error.code === "NOT_FOUND") notFound();
    if (error.code === "FORBIDDEN") redirect(`${routes.noAccess()}?reason=permission`);
    throw error;
  }
}

/** Gate of a page about one organisation; the id comes from the address. */
export async function onOrganisationPage<T>(
  organisationId: string,
  work: (context: OrganisationContext) => Promise<T>,
): Promise<T> {
  const session = await requireSession();
  const id = await correlationId();
  const words = wordsFor(await headers());
  const addresses = addressesOf(await headers());
  return answer(session, organisationId, () =>
    work({ ...organisationContext(session, organisationId, id, words), addresses }),
  );
}

/** Gate of the page of a handed-over step; the secret comes from the address, and is written nowhere. */
export async function onHandOverPage<T>(
  token: string,
  work: (context: HeldContext) => Promise<T>,
): Promise<{ view: T; person: Session["user"] }> {
  const session = await requirePerson();
  try {
    const view = await work(await heldContext(session, token, await correlationId()));
    return { view, person: session.user };
  } catch (error) {
    // The address holds the secret: the log has the page's name alone.
    const refused = { subject: "GET /hand-over", organisationId: null, correlationId: await correlationId() };
    await recordRefusal(session, error, refused);
    if (error instanceof AppError && error.code === "NOT_FOUND") notFound();
    throw error;
  }
}

/** Gate of a page over several organisations: those in which the person has the permission. */
export async function onWidePage<T>(
  permission: Permission | null,
  work: (context: WideContext) => Promise<T>,
): Promise<T> {
  const session = await requireSession();
  const id = await correlationId();
  const words = wordsFor(await headers());
  return answer(session, null, () => work(wideContext(session, permission, id, words)));
}
