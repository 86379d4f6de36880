import "server-only";
import type { ChainProblem } from "@/lib/cmk/audit/chain-problems";
import { getChain } from "@/lib/db/audit-chains";
import { readWithScope } from "@/lib/db/transaction";
import { type Context, requirePermission } from "../context";
import { requireSystemChain } from "./require-system-chain";

/** What the last look at a chain (null: the system's own) found wrong with it. Throws FORBIDDEN. */
export async function listProblems(context: Context, organisationId: string | null): Promise<ChainProblem[]> {
  requirePermission(context, "audit.read");
  requireSystemChain(context, organisationId);
  return readWithScope(context.scope, async (tx) => (await getChain(tx, organisationId))?.problems ?? []);
}
