import "server-only";
import type { DeliveryProblem } from "@/lib/cmk/channels/channel-schemas";
import type { PostOutcome } from "@/lib/cmk/channels/post-message";
import { listChannels } from "@/lib/db/channels";
import * as deliveries from "@/lib/db/deliveries";
import { readWithScope, withScope } from "@/lib/db/transaction";
import { type Context, type OrganisationContext, requirePermission } from "../context";
import type { ChannelTools } from "./channel-tools";
import { sendNotices } from "./send-notices";

/** How long a worker has for a message before another takes it on. */
export const LEASE_MS = 60_000;
const MOST_IN_ONE = 100;
/** Half a minute, then twice as long each time, at most an hour: over in about an hour. */
const MOST_ATTEMPTS = 8;
const FIRST_WAIT_S = 30;
const LONGEST_WAIT_S = 3600;

/** Channels that have something to send, for whoever sweeps. Throws FORBIDDEN for people. */
export async function findDueChannels(
  context: Context,
  most: number,
): Promise<{ organisationId: string; channelId: string }[]> {
  requirePermission(context, "watch.record");
  return readWithScope(context.scope, (tx) => deliveries.listDueChannels(tx, context.now(), most));
}

function nextTry(now: Date, attempts: number, asked: number | null): Date {
  const wait = Math.min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** (attempts - 1));
  return new Date(now.getTime() + Math.max(wait, Math.min(asked ?? 0, LONGEST_WAIT_S)) * 1000);
}

/** What is said of a message that was taken, but not by all. */
export function partlyTaken({ refused = [] }: Extract<PostOutcome, { ok: true }>): DeliveryProblem | null {
  return refused.length > 0 ? { code: "some-refused", status: null } : null;
}

/**
 * Sends what is due for one channel as one message, and records how that went. A worker that dies in between leaves a
 * lease behind: then another sends it, perhaps a second time, with the same id. Throws FORBIDDEN for people.
 */
export async function deliver(
  context: OrganisationContext,
  tools: ChannelTools,
  channelId: string,
): Promise<void> {
  requirePermission(context, "watch.record");
  const { organisationId, scope } = context;
  const at = context.now();
  const lease = { at, leaseUntil: new Date(at.getTime() + LEASE_MS), most: MOST_IN_ONE };
  const { channel, claimed } = await withScope(scope, async (tx) => {
    const known = await listChannels(tx, organisationId);
    return {
      channel: known.find(({ id, enabled }) => id === channelId && enabled),
      claimed: await deliveries.claimDeliveries(tx, organisationId, channelId, lease),
    };
  });
  if (claimed.length === 0) return;
  const ids = claimed.map(({ id }) => id);
  const finish = (outcome: deliveries.DeliveryOutcome) =>
    withScope(scope, (tx) => deliveries.finishDeliveries(tx, organisationId, ids, outcome));
  if (!channel) return finish({ status: "dropped", at, problem: { code: "channel-off", status: null } });
  const outcome = await sendNotices(context, tools, channel, claimed);
  const now = context.now();
  if (outcome.ok) return finish({ status: "sent", at: now, problem: partlyTaken(outcome) });
  const problem: DeliveryProblem = { code: outcome.code, status: outcome.status };
  const attempts = Math.max(...claimed.map((one) => one.attempts));
  if (!outcome.again || attempts >= MOST_ATTEMPTS) return finish({ status: "failed", at: now, problem });
  await finish({ status: "queued", dueAt: nextTry(now, attempts, outcome.retryAfterSeconds), problem });
}
