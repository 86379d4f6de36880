import "server-only";
import type {
  ChannelKind,
  ChannelView,
  CreateChannel,
  UpdateChannel,
} from "@/lib/cmk/channels/channel-schemas";
import { appendAudit } from "@/lib/db/audit";
import * as channels from "@/lib/db/channels";
import { deleteSecret, putSecret } from "@/lib/db/secrets/secrets";
import { readWithScope, withScope } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { type OrganisationContext, requirePermission } from "../context";
import { auditEntry } from "../setup/audit-entry";
import {
  type ChannelTools,
  newSigningKey,
  openTarget,
  requireAllowed,
  sealTarget,
  secretKindOf,
} from "./channel-tools";
import { toChannelView } from "./list-channels";

type Tools = Pick<ChannelTools, "wrapper" | "webhookHosts">;

/** More would be a mistake, or a way to swamp somebody. */
const MOST_CHANNELS = 20;

const hostOf = (address: string) => new URL(address).hostname;

/**
 * Adds a channel. `signingKey` is the key of a plain webhook: it is shown this once. Throws FORBIDDEN, INVALID_INPUT
 * (`address`), CONFLICT (`details.reason` too-many-channels).
 */
export async function createChannel(
  context: OrganisationContext,
  tools: Tools,
  { address, ...input }: CreateChannel,
): Promise<{ channel: ChannelView; signingKey: string | null }> {
  requirePermission(context, "channel.manage");
  requireAllowed(tools, input.kind, address);
  const { organisationId } = context;
  const id = channels.newChannelId();
  const signingKey = input.kind === "webhook" ? newSigningKey() : null;
  const secret = await sealTarget(tools, organisationId, id, { address, signingKey });
  const targetHost = hostOf(address);
  const at = context.now();
  const row = await withScope(context.scope, async (tx) => {
    if ((await channels.listChannels(tx, organisationId)).length >= MOST_CHANNELS)
      throw new AppError("CONFLICT", "The organisation has as many channels as it can have.", {
        details: { reason: "too-many-channels" },
      });
    await channels.createChannel(tx, { id, organisationId, targetHost, ...input }, at);
    await putSecret(tx, { organisationId, ...secret, at });
    const after = { ...input, targetHost };
    await appendAudit(tx, auditEntry(context, { action: "channel.created", subject: id, after }));
    return channels.getChannel(tx, organisationId, id);
  });
  return { channel: toChannelView(row), signingKey };
}

/** What of a channel goes into the log: never its address, which anybody could post to. */
function shown({
  name,
  enabled,
  minSeverity,
  locale,
  timeZone,
  quietFrom,
  quietTo,
  digestAt,
  targetHost,
}: channels.Channel) {
  return { name, enabled, minSeverity, locale, timeZone, quietFrom, quietTo, digestAt, targetHost };
}

/**
 * Changes a channel as it was last seen; its signing key stays. Throws FORBIDDEN, NOT_FOUND, INVALID_INPUT (`address`),
 * CONFLICT (changed-meanwhile).
 */
export async function updateChannel(
  context: OrganisationContext,
  tools: Tools,
  id: string,
  { address, revision, ...change }: UpdateChannel,
): Promise<ChannelView> {
  requirePermission(context, "channel.manage");
  const { organisationId, scope } = context;
  const before = await readWithScope(scope, (tx) => channels.getChannel(tx, organisationId, id));
  if (address !== undefined) requireAllowed(tools, before.kind as ChannelKind, address);
  const kept = address === undefined ? null : await openTarget(context, tools, id);
  const secret =
    address === undefined
      ? null
      : await sealTarget(tools, organisationId, id, { address, signingKey: kept?.signingKey ?? null });
  const row = await withScope(scope, async (tx) => {
    const targetHost = address === undefined ? before.targetHost : hostOf(address);
    await channels.changeChannel(tx, { id, organisationId, revision }, { ...change, targetHost });
    if (secret) await putSecret(tx, { organisationId, ...secret, at: context.now() });
    const after = await channels.getChannel(tx, organisationId, id);
    const entry = {
      action: "channel.updated" as const,
      subject: id,
      before: shown(before),
      after: shown(after),
    };
    await appendAudit(tx, auditEntry(context, entry));
    return after;
  });
  return toChannelView(row);
}

/** Removes a channel and forgets its address; what was sent stays on record. Throws FORBIDDEN, NOT_FOUND. */
export async function removeChannel(context: OrganisationContext, id: string): Promise<void> {
  requirePermission(context, "channel.manage");
  const { organisationId } = context;
  await withScope(context.scope, async (tx) => {
    const before = await channels.getChannel(tx, organisationId, id);
    const where = { id, organisationId, revision: before.revision };
    await channels.changeChannel(tx, where, { removedAt: context.now(), enabled: false });
    await deleteSecret(tx, organisationId, secretKindOf(id));
    const entry = { action: "channel.removed" as const, subject: id, before: shown(before) };
    await appendAudit(tx, auditEntry(context, entry));
  });
}
