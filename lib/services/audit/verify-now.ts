import "server-only";
import type { ChainState } from "@/lib/cmk/audit/chain-problems";
import { appendAudit } from "@/lib/db/audit";
import { readWithScope, withScope } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { type Context, requirePermission } from "../context";
import { auditActor } from "./audit-actor";
import type { ChainTools } from "./chain-tools";
import { readChainState } from "./manage-streams";
import { requireSystemChain } from "./require-system-chain";
import { verifyChain } from "./verify-chain";

const PAUSE_MS = 10_000;
/** A person waits for it: the rest is the worker's. */
const MOST = 50_000;

/**
 * Verifies a chain (null: the system's own) for a person, from its last signed checkpoint on. Throws FORBIDDEN,
 * CONFLICT (checked-just-now).
 */
export async function verifyNow(
  context: Context,
  tools: ChainTools,
  organisationId: string | null,
): Promise<ChainState> {
  requirePermission(context, "audit.read");
  requireSystemChain(context, organisationId);
  const { scope, actor, correlationId } = context;
  const before = await readWithScope(scope, (tx) => readChainState(tx, organisationId));
  if (before.verifiedAt && context.now().getTime() - Date.parse(before.verifiedAt) < PAUSE_MS)
    throw new AppError("CONFLICT", "It was verified a moment ago.", {
      details: { reason: "checked-just-now" },
    });
  const asSystem: Context = { ...context, actor: { kind: "system", name: "Clavis" } };
  const verdict = await verifyChain(asSystem, tools, organisationId, { full: false, most: MOST });
  return withScope(scope, async (tx) => {
    await appendAudit(tx, {
      organisationId,
      at: context.now(),
      actor: auditActor(actor),
      action: "audit.verified",
      subject: "audit",
      after: { intact: verdict.intact, upTo: String(verdict.entries) },
      correlationId,
    });
    return readChainState(tx, organisationId);
  });
}
