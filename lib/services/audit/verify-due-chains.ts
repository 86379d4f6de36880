import "server-only";
import * as chains from "@/lib/db/audit-chains";
import { readWithScope, withScope } from "@/lib/db/transaction";
import { type Context, requirePermission } from "../context";
import type { ChainTools } from "./chain-tools";
import { type ChainVerdict, verifyChain } from "./verify-chain";

const DAY_MS = 86_400_000;
/** A look that was not finished goes on soon. */
const SOON_MS = 60_000;
const LEASE_MS = 10 * 60_000;
/** The first signature comes soon: until then a cut at the end could be hidden together with its record. */
const FIRST_LOOK_SECONDS = 3600;

export type ChainIntervals = { nightSeconds: number; fullDays: number };

/** Chains that are due for their look, for whoever sweeps: taken, so that no other worker does. Throws FORBIDDEN. */
export async function claimChains(
  context: Context,
  { nightSeconds }: ChainIntervals,
  most: number,
): Promise<(string | null)[]> {
  requirePermission(context, "watch.record");
  const at = context.now();
  const lease = {
    at,
    leaseUntil: new Date(at.getTime() + LEASE_MS),
    most,
    spreadSeconds: Math.min(nightSeconds, FIRST_LOOK_SECONDS),
  };
  return withScope(context.scope, (tx) => chains.claimDueChains(tx, lease));
}

/** Looks at one chain that was taken, from its last checkpoint on; once in a while from its start. Throws FORBIDDEN. */
export async function verifyDueChain(
  context: Context,
  tools: ChainTools,
  organisationId: string | null,
  { nightSeconds, fullDays }: ChainIntervals,
): Promise<ChainVerdict> {
  requirePermission(context, "watch.record");
  const at = context.now();
  const chain = await readWithScope(context.scope, (tx) => chains.getChain(tx, organisationId));
  const lastFull = chain?.fullVerifiedAt?.getTime() ?? 0;
  const full = at.getTime() - lastFull >= fullDays * DAY_MS;
  const verdict = await verifyChain(context, tools, organisationId, { full });
  const next = new Date(at.getTime() + (verdict.done ? nightSeconds * 1000 : SOON_MS));
  await withScope(context.scope, (tx) =>
    chains.saveLook(tx, organisationId, { problems: verdict.problems, nextLookAt: next }),
  );
  return verdict;
}
