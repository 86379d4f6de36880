import "server-only";
import { randomUUID } from "node:crypto";
import type { StreamProblem } from "@/lib/cmk/audit/stream-schemas";
import { appendAudit, FIRST_PREVIOUS_HASH } from "@/lib/db/audit";
import * as streams from "@/lib/db/audit-streams";
import { readWithScope, withScope } from "@/lib/db/transaction";
import { type Context, requirePermission } from "../context";
import { auditActor } from "./audit-actor";
import { requireSystemChain } from "./require-system-chain";
import { type StreamTools, sendEntries } from "./stream-target";

/**
 * Sends one entry that is none (action `audit-stream.tested`, number 0) to where a stream goes, also when it is off,
 * and says how that went: one try. Throws FORBIDDEN, NOT_FOUND.
 */
export async function testStream(
  context: Context,
  tools: StreamTools,
  organisationId: string | null,
  id: string,
): Promise<{ taken: boolean; problem: StreamProblem | null }> {
  requirePermission(context, "audit.manage");
  requireSystemChain(context, organisationId);
  const stream = await readWithScope(context.scope, (tx) => streams.getStream(tx, organisationId, id));
  const { actor, correlationId } = context;
  const at = context.now();
  const sample = {
    organisationId,
    sequence: "0",
    at: at.toISOString(),
    actorKind: actor.kind,
    actorId: actor.kind === "user" ? actor.userId : null,
    actorName: actor.name,
    action: "audit-stream.tested",
    subject: id,
    before: null,
    after: null,
    correlationId,
    previousHash: FIRST_PREVIOUS_HASH,
    hash: FIRST_PREVIOUS_HASH,
  };
  const outcome = await sendEntries(context, tools, stream, [sample], `test-${randomUUID()}`);
  const problem = outcome.ok ? null : { code: outcome.code, status: outcome.status };
  const after = { name: stream.name, taken: outcome.ok, problem };
  await withScope(context.scope, (tx) =>
    appendAudit(tx, {
      organisationId,
      at: context.now(),
      actor: auditActor(actor),
      action: "audit-stream.tested",
      subject: id,
      after,
      correlationId,
    }),
  );
  return { taken: outcome.ok, problem };
}
