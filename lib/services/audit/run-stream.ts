import "server-only";
import type { StreamedEntry } from "@/lib/cmk/audit/stream-message";
import { appendAudit } from "@/lib/db/audit";
import { listSequence } from "@/lib/db/audit-retention";
import * as streams from "@/lib/db/audit-streams";
import { readWithScope, withScope } from "@/lib/db/transaction";
import { type Context, requirePermission } from "../context";
import { auditActor } from "./audit-actor";
import { type StreamOutcome, type StreamTools, sendEntries } from "./stream-target";

const BATCH = 100;
/** Batches of one job: then others have their turn. */
const MOST_BATCHES = 50;
const LEASE_MS = 120_000;
/** Half a minute, then twice as long each time, at most an hour: over after about nine hours. */
const MOST_FAILURES = 14;
const FIRST_WAIT_S = 30;
const LONGEST_WAIT_S = 3600;

type Entry = Awaited<ReturnType<typeof listSequence>>[number];

/** An entry as it leaves the console. */
export function toStreamed(entry: Entry): StreamedEntry {
  const { organisationId, sequence, at, actorKind, actorId, actorName, action, subject, before, after } =
    entry;
  const { correlationId, previousHash, hash } = entry;
  const who = { actorKind, actorId, actorName };
  const what = { action, subject, before, after, correlationId, previousHash, hash };
  return { organisationId, sequence: String(sequence), at: at.toISOString(), ...who, ...what };
}

/** Streams that have something to send, for whoever sweeps. Throws FORBIDDEN for people. */
export async function findDueStreams(context: Context, most: number) {
  requirePermission(context, "watch.record");
  return readWithScope(context.scope, (tx) => streams.listDueStreams(tx, context.now(), most));
}

async function fail(
  context: Context,
  stream: streams.AuditStream,
  { code, status, again, retryAfterSeconds }: Extract<StreamOutcome, { ok: false }>,
): Promise<void> {
  const failures = stream.failures + 1;
  const enabled = again && failures < MOST_FAILURES;
  const wait = Math.min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** (failures - 1));
  const seconds = Math.max(wait, Math.min(retryAfterSeconds ?? 0, LONGEST_WAIT_S));
  const at = context.now();
  const dueAt = new Date(at.getTime() + seconds * 1000);
  const { organisationId, id } = stream;
  await withScope(context.scope, async (tx) => {
    await streams.saveProgress(tx, organisationId, id, {
      problem: { code, status },
      failures,
      dueAt,
      enabled,
    });
    if (enabled) return;
    const { actor, correlationId } = context;
    const after = { name: stream.name, code, status, sent: String(stream.sentSequence) };
    const entry = { organisationId, at, actor: auditActor(actor), correlationId, subject: id };
    await appendAudit(tx, { ...entry, action: "audit-stream.stopped", after });
  });
}

/**
 * Sends what a stream has not sent, in the order of the chain. The cursor moves on only after a batch was taken: a
 * worker that dies in between has it sent a second time, never left out. One that is refused for good, or for hours,
 * is switched off and keeps its place. Throws FORBIDDEN for people.
 */
export async function runStream(
  context: Context,
  tools: StreamTools,
  organisationId: string | null,
  streamId: string,
): Promise<void> {
  requirePermission(context, "watch.record");
  const { scope } = context;
  const leaseFrom = (at: Date) => new Date(at.getTime() + LEASE_MS);
  const start = context.now();
  const stream = await withScope(scope, (tx) =>
    streams.leaseStream(tx, organisationId, streamId, { at: start, leasedUntil: leaseFrom(start) }),
  );
  if (!stream) return;
  let sent = stream.sentSequence;
  for (let batch = 0; batch < MOST_BATCHES; batch++) {
    const rows = await readWithScope(scope, (tx) => listSequence(tx, organisationId, sent + 1n, null, BATCH));
    const last = rows.at(-1);
    if (!last) break;
    const id = `${stream.id}-${rows[0]?.sequence}-${last.sequence}`;
    const outcome = await sendEntries(context, tools, stream, rows.map(toStreamed), id);
    if (!outcome.ok) return fail(context, { ...stream, sentSequence: sent }, outcome);
    sent = last.sequence;
    stream.failures = 0;
    const now = context.now();
    const progress = { sentSequence: sent, sentAt: now, leasedUntil: leaseFrom(now) };
    await withScope(scope, (tx) => streams.saveProgress(tx, organisationId, streamId, progress));
  }
  const end = { sentSequence: sent, sentAt: context.now(), leasedUntil: null };
  if (sent > stream.sentSequence)
    await withScope(scope, (tx) => streams.saveProgress(tx, organisationId, streamId, end));
}
