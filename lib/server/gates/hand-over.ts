import "server-only";
import { HAND_OVER_TOKEN, isLive } from "@/lib/cmk/hand-over";
import { findHandOver } from "@/lib/db/hand-overs";
import { grantScope } from "@/lib/db/scope";
import { readWithScope } from "@/lib/db/transaction";
import { type HeldContext, noSuchHandOver } from "@/lib/services/hand-over/held-context";
import { buildSystemContext } from "../build-context";
import type { Person } from "../session/session";
import { isAllowedTenant } from "../sign-in/allowed-tenant";

/**
 * Gate of the holder of a link: a signed-in person of an allowed directory, role or none, and the link's secret. The
 * secret alone says which hand-over, so it is looked up over all organisations; from there on the scope is that of
 * one. Throws the same NOT_FOUND for a secret that is malformed, wrong, expired, withdrawn, or not this directory's.
 */
export async function heldContext(
  session: Person,
  token: string,
  correlationId: string,
): Promise<HeldContext> {
  const { id: userId, name, upn, tenantId } = session.user;
  if (!HAND_OVER_TOKEN.test(token) || !isAllowedTenant(tenantId)) throw noSuchHandOver();
  const everywhere = grantScope({ organisations: "*", userId: null });
  const handOver = await readWithScope(everywhere, (tx) => findHandOver(tx, token));
  if (!handOver || !isLive(handOver, new Date())) throw noSuchHandOver();
  const system = { ...(await buildSystemContext(handOver.organisationId)), correlationId };
  return { handOver, person: { userId, name, upn, tenantId }, system };
}
