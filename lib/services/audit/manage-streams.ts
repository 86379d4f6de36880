import "server-only";
import type { ChainState } from "@/lib/cmk/audit/chain-problems";
import type { CreateStream, StreamView, UpdateStream } from "@/lib/cmk/audit/stream-schemas";
import { appendAudit } from "@/lib/db/audit";
import * as chains from "@/lib/db/audit-chains";
import * as streams from "@/lib/db/audit-streams";
import { deleteSecret, putSecret } from "@/lib/db/secrets/secrets";
import { readWithScope, type Transaction, withScope } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { newSigningKey } from "../channels/channel-tools";
import { type Context, requirePermission } from "../context";
import { auditActor } from "./audit-actor";
import { recordSecretRead } from "./record-secret-read";
import { requireSystemChain } from "./require-system-chain";
import { requireAllowedTarget, type StreamTools, sealStreamTarget, secretKindOf } from "./stream-target";

/** More would be a mistake: each of them sends everything. */
const MOST_STREAMS = 5;

export type AuditSettings = {
  chain: ChainState;
  streams: StreamView[];
  webhookHosts: string[];
  syslogHosts: string[];
};

function toView(stream: streams.AuditStream, head: bigint): StreamView {
  const { id, kind, name, enabled, targetHost, targetPort, sentSequence, failures, problem, revision } =
    stream;
  return {
    id,
    kind,
    name,
    enabled,
    targetHost,
    targetPort,
    ownCertificate: stream.caCertificate !== null,
    sentSequence: String(sentSequence),
    behind: String(head > sentSequence ? head - sentSequence : 0n),
    sentAt: stream.sentAt?.toISOString() ?? null,
    failures,
    problem,
    dueAt: stream.dueAt.toISOString(),
    revision,
  };
}

/** What is known of a chain, within a transaction. */
export async function readChainState(tx: Transaction, organisationId: string | null): Promise<ChainState> {
  const chain = await chains.getChain(tx, organisationId);
  const { head, retention } = await chains.newestCheckpoints(tx, organisationId);
  return {
    entries: String(chain?.sequence ?? 0n),
    verifiedAt: chain?.verifiedAt?.toISOString() ?? null,
    verifiedSequence: chain?.verifiedSequence?.toString() ?? null,
    fullVerifiedAt: chain?.fullVerifiedAt?.toISOString() ?? null,
    signedAt: head?.at.toISOString() ?? null,
    signedSequence: head?.sequence.toString() ?? null,
    retentionDays: chain?.retentionDays ?? null,
    revision: chain?.revision ?? 0,
    archivedSequence: retention?.sequence.toString() ?? null,
    problems: chain?.problems ?? [],
  };
}

/** How a chain (null: the system's own) stands, where it is streamed to, and how far. Throws FORBIDDEN. */
export async function getAuditSettings(
  context: Context,
  tools: Pick<StreamTools, "webhookHosts" | "syslogHosts">,
  organisationId: string | null,
): Promise<AuditSettings> {
  requirePermission(context, "audit.read");
  requireSystemChain(context, organisationId);
  const settings = await readWithScope(context.scope, async (tx) => {
    const chain = await readChainState(tx, organisationId);
    const all = await streams.listStreams(tx, organisationId);
    return {
      chain,
      streams: all.map((stream) => toView(stream, BigInt(chain.entries))),
      webhookHosts: [...tools.webhookHosts],
      syslogHosts: [...tools.syslogHosts],
    };
  });
  const secret = settings.streams.some(({ kind }) => kind === "webhook");
  if (secret) await recordSecretRead(context, organisationId, "audit-streams");
  return settings;
}

const entryOf = ({ actor, correlationId, now }: Context, organisationId: string | null, subject: string) => ({
  organisationId,
  at: now(),
  actor: auditActor(actor),
  correlationId,
  subject,
});

/**
 * Adds a stream, from the start of the chain or from now on. `signingKey`: of a webhook, shown this once. Throws
 * FORBIDDEN, INVALID_INPUT (`host`, `address`), CONFLICT (too-many-streams).
 */
export async function createStream(
  context: Context,
  tools: StreamTools,
  organisationId: string | null,
  input: CreateStream,
): Promise<{ stream: StreamView; signingKey: string | null }> {
  requirePermission(context, "audit.manage");
  requireSystemChain(context, organisationId);
  requireAllowedTarget(tools, input);
  const id = streams.newStreamId();
  const signingKey = input.kind === "webhook" ? newSigningKey() : null;
  const secret =
    input.kind === "webhook" && signingKey
      ? await sealStreamTarget(tools, organisationId, id, { address: input.address, signingKey })
      : null;
  const targetHost = input.kind === "webhook" ? new URL(input.address).hostname : input.host;
  const targetPort = input.kind === "syslog" ? input.port : null;
  const at = context.now();
  return withScope(context.scope, async (tx) => {
    if ((await streams.listStreams(tx, organisationId)).length >= MOST_STREAMS)
      throw new AppError("CONFLICT", "There are as many streams as there can be.", {
        details: { reason: "too-many-streams" },
      });
    const head = (await chains.getChain(tx, organisationId))?.sequence ?? 0n;
    const { kind, name, from } = input;
    const caCertificate = input.kind === "syslog" ? input.caCertificate : null;
    const sentSequence = from === "now" ? head : 0n;
    const made = { organisationId, kind, name, targetHost, targetPort, caCertificate, sentSequence };
    await streams.createStream(tx, id, made, at);
    if (secret) await putSecret(tx, { organisationId, ...secret, at });
    const after = { kind, name, targetHost, targetPort, from };
    await appendAudit(tx, { ...entryOf(context, organisationId, id), action: "audit-stream.created", after });
    return { stream: toView(await streams.getStream(tx, organisationId, id), head + 1n), signingKey };
  });
}

/** Renames a stream, switches it off, or on again: then it goes on at once where it was. Throws FORBIDDEN, NOT_FOUND, CONFLICT. */
export async function updateStream(
  context: Context,
  organisationId: string | null,
  id: string,
  { name, enabled, revision }: UpdateStream,
): Promise<StreamView> {
  requirePermission(context, "audit.manage");
  requireSystemChain(context, organisationId);
  return withScope(context.scope, async (tx) => {
    const before = await streams.getStream(tx, organisationId, id);
    const again = enabled ? { dueAt: context.now(), failures: 0 } : {};
    await streams.changeStream(tx, { id, organisationId, revision }, { name, enabled, ...again });
    await appendAudit(tx, {
      ...entryOf(context, organisationId, id),
      action: "audit-stream.updated",
      before: { name: before.name, enabled: before.enabled },
      after: { name, enabled },
    });
    const head = (await chains.getChain(tx, organisationId))?.sequence ?? 0n;
    return toView(await streams.getStream(tx, organisationId, id), head);
  });
}

/** Removes a stream and forgets where it went to. Throws FORBIDDEN, NOT_FOUND. */
export async function removeStream(
  context: Context,
  organisationId: string | null,
  id: string,
): Promise<void> {
  requirePermission(context, "audit.manage");
  requireSystemChain(context, organisationId);
  await withScope(context.scope, async (tx) => {
    const before = await streams.getStream(tx, organisationId, id);
    const where = { id, organisationId, revision: before.revision };
    await streams.changeStream(tx, where, { removedAt: context.now(), enabled: false });
    await deleteSecret(tx, organisationId, secretKindOf(id));
    const { name, targetHost, targetPort } = before;
    const entry = { ...entryOf(context, organisationId, id), before: { name, targetHost, targetPort } };
    await appendAudit(tx, { ...entry, action: "audit-stream.removed" });
  });
}
