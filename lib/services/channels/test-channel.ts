import "server-only";
import type { DeliveryView } from "@/lib/cmk/channels/channel-schemas";
import { appendAudit } from "@/lib/db/audit";
import { getChannel } from "@/lib/db/channels";
import * as deliveries from "@/lib/db/deliveries";
import { newId } from "@/lib/db/new-id";
import { withScope } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { type OrganisationContext, requirePermission } from "../context";
import { auditEntry } from "../setup/audit-entry";
import type { ChannelTools } from "./channel-tools";
import { LEASE_MS, partlyTaken } from "./deliver";
import { toDeliveryView } from "./list-channels";
import { sendNotices } from "./send-notices";

const PAUSE_MS = 10_000;

/**
 * Sends a test to a channel now, also when it is switched off, and returns how that went: one try. Throws FORBIDDEN,
 * NOT_FOUND, CONFLICT (`details.reason` checked-just-now).
 */
export async function testChannel(
  context: OrganisationContext,
  tools: ChannelTools,
  channelId: string,
): Promise<DeliveryView> {
  requirePermission(context, "channel.manage");
  const { organisationId, scope } = context;
  const at = context.now();
  const { channel, id } = await withScope(scope, async (tx) => {
    const found = await getChannel(tx, organisationId, channelId);
    const recent = new Date(at.getTime() - PAUSE_MS);
    if ((await deliveries.countTests(tx, organisationId, channelId, recent)) > 0)
      throw new AppError("CONFLICT", "A test was sent a moment ago.", {
        details: { reason: "checked-just-now" },
      });
    const entry = {
      organisationId,
      channelId,
      alertId: null,
      kind: "test" as const,
      dedupeKey: `test:${newId()}`,
      dueAt: at,
    };
    const leasedUntil = new Date(at.getTime() + LEASE_MS);
    const [made = ""] = await deliveries.createDeliveries(tx, [entry], { at, leasedUntil });
    return { channel: found, id: made };
  });
  const outcome = await sendNotices(context, tools, channel, [
    { id, kind: "test", attempts: 1, alert: null },
  ]);
  return withScope(scope, async (tx) => {
    const end = { at: context.now() };
    await deliveries.finishDeliveries(
      tx,
      organisationId,
      [id],
      outcome.ok
        ? { status: "sent", ...end, problem: partlyTaken(outcome) }
        : { status: "failed", ...end, problem: { code: outcome.code, status: outcome.status } },
    );
    const after = { name: channel.name, taken: outcome.ok };
    await appendAudit(tx, auditEntry(context, { action: "channel.tested", subject: channelId, after }));
    const [row] = await deliveries.listDeliveries(tx, organisationId, id);
    if (!row) throw new AppError("NOT_FOUND", "The test is not on record.");
    return toDeliveryView(row);
  });
}
