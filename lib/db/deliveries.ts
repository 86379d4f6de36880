import "server-only";
import type { ChannelKind } from "@/lib/cmk/channels/channel-kinds";
import type { DeliveryKind, DeliveryProblem, DeliveryStatus } from "@/lib/cmk/channels/channel-schemas";
import type { FailureClass, Severity } from "@/lib/cmk/checks/check";
import type { PartId } from "@/lib/cmk/parts";
import { newId } from "./new-id";
import type { OrganisationId } from "./scope";
import { prismaOf, type Transaction } from "./transaction";

/** `dedupeKey`: the same thing is told to one channel once. */
export type NewDelivery = {
  organisationId: string;
  channelId: string;
  alertId: string | null;
  kind: DeliveryKind;
  dedupeKey: string;
  dueAt: Date;
};

/** Queues messages and returns the ids of those that are new. Until `leasedUntil` no worker takes them. */
export async function createDeliveries(
  tx: Transaction,
  deliveries: NewDelivery[],
  { at, leasedUntil = null }: { at: Date; leasedUntil?: Date | null },
): Promise<string[]> {
  const data = deliveries.map((delivery) => ({ id: newId(), ...delivery, leasedUntil, createdAt: at }));
  const select = { id: true } as const;
  const rows = await prismaOf(tx).delivery.createManyAndReturn({ data, skipDuplicates: true, select });
  return rows.map(({ id }) => id);
}

/** What was not told of an alert yet is not told any more: it is over. */
export async function dropWaiting(
  tx: Transaction,
  organisationId: OrganisationId,
  alertId: string,
  at: Date,
): Promise<void> {
  const problem: DeliveryProblem = { code: "resolved-before", status: null };
  await prismaOf(tx).delivery.updateMany({
    where: { organisationId, alertId, kind: "alert", status: "queued" },
    data: { status: "dropped", endedAt: at, dueAt: null, leasedUntil: null, problem },
  });
}

/** The channels that were told of an alert. */
export async function listTold(
  tx: Transaction,
  organisationId: OrganisationId,
  alertId: string,
): Promise<string[]> {
  const rows = await prismaOf(tx).delivery.findMany({
    where: { organisationId, alertId, kind: "alert", status: "sent" },
    select: { channelId: true },
  });
  return rows.map(({ channelId }) => channelId);
}

/** Channels in scope that have something to send, the longest waiting first. */
export async function listDueChannels(
  tx: Transaction,
  at: Date,
  most: number,
): Promise<{ organisationId: string; channelId: string }[]> {
  return prismaOf(tx).$queryRaw`
    select organisation_id::text as "organisationId", channel_id::text as "channelId"
    from deliveries
    where status = 'queued' and due_at <= ${at} and (leased_until is null or leased_until <= ${at})
    group by 1, 2 order by min(due_at) limit ${most}`;
}

/** A message that a worker has taken, with what it is about; `alert` is null for a test. */
export type ClaimedDelivery = {
  id: string;
  kind: DeliveryKind;
  attempts: number;
  alert: {
    id: string;
    kind: string;
    source: "finding" | "adobe" | "audit";
    part: PartId | null;
    severity: Severity;
    failureClass: FailureClass;
    params: unknown;
    openedAt: Date;
  } | null;
};

/** Takes what is due for one channel until `leaseUntil`, and counts the attempt. */
export async function claimDeliveries(
  tx: Transaction,
  organisationId: OrganisationId,
  channelId: string,
  { at, leaseUntil, most }: { at: Date; leaseUntil: Date; most: number },
): Promise<ClaimedDelivery[]> {
  const taken = await prismaOf(tx).$queryRaw<{ id: string }[]>`
    update deliveries set leased_until = ${leaseUntil}, attempts = attempts + 1
    where id in (
      select id from deliveries
      where organisation_id = ${organisationId}::uuid and channel_id = ${channelId}::uuid
        and status = 'queued' and due_at <= ${at} and (leased_until is null or leased_until <= ${at})
      order by created_at, id limit ${most} for update skip locked
    )
    returning id::text`;
  return prismaOf(tx).delivery.findMany({
    where: { organisationId, id: { in: taken.map(({ id }) => id) } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { id: true, kind: true, attempts: true, alert: true },
  });
}

/** queued: another try at `dueAt`; the others are the end of it, `at` that time. */
export type DeliveryOutcome =
  | { status: "queued"; dueAt: Date; problem: DeliveryProblem }
  | { status: Exclude<DeliveryStatus, "queued">; at: Date; problem: DeliveryProblem | null };

/** Records how messages went that were claimed. */
export async function finishDeliveries(
  tx: Transaction,
  organisationId: OrganisationId,
  ids: string[],
  outcome: DeliveryOutcome,
): Promise<void> {
  const { status } = outcome;
  const end = outcome.status === "queued" ? { dueAt: outcome.dueAt } : { dueAt: null, endedAt: outcome.at };
  await prismaOf(tx).delivery.updateMany({
    where: { organisationId, id: { in: ids }, status: "queued" },
    data: { status, leasedUntil: null, problem: outcome.problem ?? undefined, ...end },
  });
}

const SHOWN = 50;

export type DeliveryRow = {
  id: string;
  channelId: string;
  kind: DeliveryKind;
  status: DeliveryStatus;
  alertId: string | null;
  attempts: number;
  createdAt: Date;
  dueAt: Date | null;
  endedAt: Date | null;
  problem: unknown;
  channel: { name: string; kind: ChannelKind };
  alert: { kind: string } | null;
};

/** The newest messages of an organisation, at most 50; or the one with this id. */
export async function listDeliveries(
  tx: Transaction,
  organisationId: OrganisationId,
  id?: string,
): Promise<DeliveryRow[]> {
  return prismaOf(tx).delivery.findMany({
    where: { organisationId, id },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: SHOWN,
    include: { channel: { select: { name: true, kind: true } }, alert: { select: { kind: true } } },
  });
}

/** How many tests of a channel were sent since. */
export async function countTests(
  tx: Transaction,
  organisationId: OrganisationId,
  channelId: string,
  since: Date,
): Promise<number> {
  return prismaOf(tx).delivery.count({
    where: { organisationId, channelId, kind: "test", createdAt: { gt: since } },
  });
}
