import "server-only";
import type { ChannelView, CreateChannel, UpdateChannel } from "@/lib/cmk/channels/channel-schemas";
import { appendAudit } from "@/lib/db/audit";
import * as channels from "@/lib/db/channels";
import { listMemberAddresses } from "@/lib/db/memberships";
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
  requireRecipients,
  sealTarget,
  secretKindOf,
} from "./channel-tools";
import { toChannelView } from "./list-channels";

type Tools = Pick<ChannelTools, "wrapper" | "webhookHosts" | "mail">;

/** More would be a mistake, or a way to swamp somebody. */
const MOST_CHANNELS = 20;

const hostOf = (address: string) => new URL(address).hostname;

/** The secret of a channel that posts somewhere; null for mail, whose recipients are no secret. */
async function newTarget(
  tools: Tools,
  organisationId: string,
  id: string,
  { kind, address = "" }: CreateChannel,
) {
  if (kind === "email") return null;
  requireAllowed(tools, kind, address);
  const signingKey = kind === "webhook" ? newSigningKey() : null;
  const secret = await sealTarget(tools, organisationId, id, { address, signingKey });
  return { secret, signingKey, targetHost: hostOf(address) };
}

/**
 * Adds a channel. `signingKey` is the key of a plain webhook: it is shown this once. Throws FORBIDDEN, INVALID_INPUT
 * (`address`, `recipients`), CONFLICT (`details.reason` too-many-channels).
 */
export async function createChannel(
  context: OrganisationContext,
  tools: Tools,
  given: CreateChannel,
): Promise<{ channel: ChannelView; signingKey: string | null }> {
  requirePermission(context, "channel.manage");
  const { organisationId } = context;
  const id = channels.newChannelId();
  const target = await newTarget(tools, organisationId, id, given);
  const { address: _address, recipients = [], ...input } = given;
  const added = { ...input, targetHost: target?.targetHost ?? null, recipients: target ? [] : recipients };
  const at = context.now();
  const row = await withScope(context.scope, async (tx) => {
    if ((await channels.listChannels(tx, organisationId)).length >= MOST_CHANNELS)
      throw new AppError("CONFLICT", "The organisation has as many channels as it can have.", {
        details: { reason: "too-many-channels" },
      });
    requireRecipients(tools, await listMemberAddresses(tx, organisationId), added.recipients);
    await channels.createChannel(tx, { id, organisationId, ...added }, at);
    if (target) await putSecret(tx, { organisationId, ...target.secret, at });
    await appendAudit(tx, auditEntry(context, { action: "channel.created", subject: id, after: added }));
    return channels.getChannel(tx, organisationId, id);
  });
  return { channel: toChannelView(row), signingKey: target?.signingKey ?? null };
}

/** What of a channel goes into the log: never its address, which anybody could post to. */
function shown(channel: channels.Channel) {
  const { name, enabled, minSeverity, locale, timeZone, quietFrom, quietTo, digestAt } = channel;
  const { targetHost, recipients } = channel;
  const rhythm = { timeZone, quietFrom, quietTo, digestAt };
  return { name, enabled, minSeverity, locale, ...rhythm, targetHost, recipients };
}

/**
 * Changes a channel as it was last seen; its signing key stays. Throws FORBIDDEN, NOT_FOUND, INVALID_INPUT (`address`,
 * `recipients`), CONFLICT (changed-meanwhile).
 */
export async function updateChannel(
  context: OrganisationContext,
  tools: Tools,
  id: string,
  { address: given, recipients, revision, ...change }: UpdateChannel,
): Promise<ChannelView> {
  requirePermission(context, "channel.manage");
  const { organisationId, scope } = context;
  const before = await readWithScope(scope, (tx) => channels.getChannel(tx, organisationId, id));
  const address = before.kind === "email" ? undefined : given;
  if (before.kind !== "email" && address !== undefined) requireAllowed(tools, before.kind, address);
  const kept = address === undefined ? null : await openTarget(context, tools, id);
  const secret =
    address === undefined
      ? null
      : await sealTarget(tools, organisationId, id, { address, signingKey: kept?.signingKey ?? null });
  const row = await withScope(scope, async (tx) => {
    const to = before.kind === "email" && recipients ? recipients : before.recipients;
    if (to !== before.recipients) requireRecipients(tools, await listMemberAddresses(tx, organisationId), to);
    const targetHost = address === undefined ? before.targetHost : hostOf(address);
    const where = { id, organisationId, revision };
    await channels.changeChannel(tx, where, { ...change, targetHost, recipients: to });
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
