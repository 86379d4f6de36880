import "server-only";
import { createHash } from "node:crypto";
import { appendAudit } from "@/lib/db/audit";
import * as chains from "@/lib/db/audit-chains";
import { listSequence, removeArchived, retentionEnd } from "@/lib/db/audit-retention";
import { readWithScope, withScope } from "@/lib/db/transaction";
import { hashAt } from "@/lib/db/verify-chain";
import { AppError } from "@/lib/errors";
import { type Context, requirePermission } from "../context";
import { auditActor } from "./audit-actor";
import { type ChainTools, judgeCheckpoint, signCheckpoint } from "./chain-tools";
import { verifyChain } from "./verify-chain";

/** Where an archive goes: text is appended piece by piece, `close` makes it durable. */
export type ArchiveFile = { name: string; write(text: string): Promise<void>; close(): Promise<void> };
export type ArchiveTools = ChainTools & { openFile(name: string): Promise<ArchiveFile> };

export type ArchiveResult = { from: bigint; to: bigint; entries: number; file: string; sha256: string };

const BATCH = 1_000;

/**
 * Archives and removes the entries of a chain that are older than its organisation keeps them: the whole chain is
 * verified, they are written to a file (one JSON a line, the last line signed), then a checkpoint is signed, and only
 * then are they removed, as the owner of the tables. Null when there is nothing to do. Throws FORBIDDEN for people, and
 * CONFLICT (chain-broken) when the chain does not verify: nothing is removed then.
 */
export async function archiveChain(
  context: Context,
  tools: ArchiveTools,
  organisationId: string | null,
): Promise<ArchiveResult | null> {
  requirePermission(context, "watch.record");
  const at = context.now();
  const { retention } = await readWithScope(context.scope, (tx) =>
    chains.newestCheckpoints(tx, organisationId),
  );
  if (retention && (await judgeCheckpoint(tools, retention)) === "valid")
    await removeUpTo(context, organisationId, retention.sequence);
  const due = await readWithScope(context.scope, (tx) => retentionEnd(tx, organisationId, at));
  if (!due) return null;
  const verdict = await verifyChain(context, tools, organisationId, {
    full: true,
    most: Number.MAX_SAFE_INTEGER,
  });
  if (!verdict.intact)
    throw new AppError("CONFLICT", "The chain does not verify: nothing is removed.", {
      details: { reason: "chain-broken" },
    });
  const { first, last } = due;
  const name = `audit-${organisationId ?? "system"}-${first}-${last}.jsonl`;
  const file = await tools.openFile(name);
  const digest = createHash("sha256");
  const write = async (line: object) => {
    const text = `${JSON.stringify(line)}\n`;
    digest.update(text);
    await file.write(text);
  };
  let entries = 0;
  for (let from = first; from <= last; from += BigInt(BATCH)) {
    const to = from + BigInt(BATCH) - 1n < last ? from + BigInt(BATCH) - 1n : last;
    const rows = await readWithScope(context.scope, (tx) => listSequence(tx, organisationId, from, to));
    for (const row of rows) await write({ ...row, sequence: String(row.sequence) });
    entries += rows.length;
  }
  const sha256 = digest.digest("hex");
  const hash = await readWithScope(context.scope, (tx) => hashAt(tx, organisationId, last));
  if (hash === null || BigInt(entries) !== last - first + 1n)
    throw new AppError("INTERNAL", "The archive does not hold what it should.");
  const archive = { file: name, sha256, entries, first: String(first) };
  const marked = { organisationId, kind: "retention" as const, sequence: last, hash, at, archive };
  const checkpoint = await signCheckpoint(tools, marked);
  // Outside of the digest, which it names: whoever has the file alone can check it.
  await file.write(`${JSON.stringify({ checkpoint: checkpoint.signature })}\n`);
  await file.close();
  await withScope(context.scope, async (tx) => {
    await chains.saveCheckpoint(tx, checkpoint);
    const { actor, correlationId } = context;
    const entry = { organisationId, at, actor: auditActor(actor), correlationId, subject: "audit" };
    await appendAudit(tx, { ...entry, action: "audit.archived", after: { ...archive, last: String(last) } });
  });
  await removeUpTo(context, organisationId, last);
  return { from: first, to: last, entries, file: name, sha256 };
}

/** Removes what was archived, a part at a time: what a crash leaves behind is removed by the next call. */
async function removeUpTo(context: Context, organisationId: string | null, last: bigint): Promise<void> {
  for (;;) {
    const removed = await withScope(context.scope, (tx) =>
      removeArchived(tx, organisationId, last, 5 * BATCH),
    );
    if (removed === 0) return;
  }
}
