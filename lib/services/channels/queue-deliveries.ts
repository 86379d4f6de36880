import "server-only";
import { dueTime } from "@/lib/cmk/channels/due-time";
import { type FailureClass, SEVERITIES, type Severity } from "@/lib/cmk/checks/check";
import { listChannels } from "@/lib/db/channels";
import { createDeliveries, dropWaiting, listTold } from "@/lib/db/deliveries";
import type { Transaction } from "@/lib/db/transaction";
import type { OrganisationContext } from "../context";

type Watching = Pick<OrganisationContext, "organisationId" | "now">;
type Told = { id: string; severity: Severity; failureClass: FailureClass };

const isAtLeast = (severity: Severity, least: Severity) =>
  SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(least);

/** Queues a message to every channel that wants to know of alerts like this, in the transaction of the alert. */
export async function queueAlert(
  tx: Transaction,
  { organisationId, now }: Watching,
  alert: Told,
): Promise<void> {
  const at = now();
  const channels = await listChannels(tx, organisationId);
  const wanting = channels.filter(
    ({ enabled, minSeverity }) => enabled && isAtLeast(alert.severity, minSeverity),
  );
  if (wanting.length === 0) return;
  const deliveries = wanting.map((channel) => ({
    organisationId,
    channelId: channel.id,
    alertId: alert.id,
    kind: "alert" as const,
    dedupeKey: `alert:${alert.id}`,
    dueAt: dueTime(channel, alert, at),
  }));
  await createDeliveries(tx, deliveries, { at });
}

/** It is over: who was told hears that too, and who was not is not woken for it any more. */
export async function queueResolved(
  tx: Transaction,
  { organisationId, now }: Watching,
  alertId: string,
): Promise<void> {
  const at = now();
  await dropWaiting(tx, organisationId, alertId, at);
  const told = await listTold(tx, organisationId, alertId);
  if (told.length === 0) return;
  const channels = (await listChannels(tx, organisationId)).filter(
    ({ id, enabled }) => enabled && told.includes(id),
  );
  const deliveries = channels.map((channel) => ({
    organisationId,
    channelId: channel.id,
    alertId,
    kind: "resolved" as const,
    dedupeKey: `resolved:${alertId}`,
    // Good news wakes nobody.
    dueAt: dueTime(channel, { severity: "low", failureClass: "hygiene" }, at),
  }));
  await createDeliveries(tx, deliveries, { at });
}
