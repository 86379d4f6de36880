import "server-only";
import type { ChannelKind } from "@/lib/cmk/channels/channel-kinds";
import type { Severity } from "@/lib/cmk/checks/check";
import { AppError } from "@/lib/errors";
import { newId } from "./new-id";
import type { OrganisationId } from "./scope";
import { prismaOf, type Transaction } from "./transaction";

export type Channel = {
  id: string;
  organisationId: string;
  kind: ChannelKind;
  name: string;
  enabled: boolean;
  minSeverity: Severity;
  locale: string;
  targetHost: string | null;
  recipients: string[];
  timeZone: string;
  quietFrom: number | null;
  quietTo: number | null;
  digestAt: number | null;
  createdAt: Date;
  revision: number;
};
type Settings = Omit<Channel, "id" | "organisationId" | "kind" | "createdAt" | "revision">;
export type NewChannel = Omit<Channel, "createdAt" | "revision" | "enabled">;

/** The channels of an organisation, the oldest first, without those that were removed. */
export async function listChannels(tx: Transaction, organisationId: OrganisationId): Promise<Channel[]> {
  return prismaOf(tx).channel.findMany({
    where: { organisationId, removedAt: null },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
}

/** One channel. Throws NOT_FOUND. */
export async function getChannel(
  tx: Transaction,
  organisationId: OrganisationId,
  id: string,
): Promise<Channel> {
  const row = await prismaOf(tx).channel.findFirst({ where: { id, organisationId, removedAt: null } });
  if (!row) throw new AppError("NOT_FOUND", "There is no such channel in scope.");
  return row;
}

/** The id of a channel that is about to be: its secret is sealed for it before it is stored. */
export const newChannelId: () => string = newId;

/** Stores a new channel, switched on. */
export async function createChannel(tx: Transaction, channel: NewChannel, at: Date): Promise<void> {
  await prismaOf(tx).channel.createMany({ data: [{ ...channel, createdAt: at }] });
}

/** Changes or removes a channel as it was last seen. Throws CONFLICT (changed-meanwhile). */
export async function changeChannel(
  tx: Transaction,
  where: { id: string; organisationId: OrganisationId; revision: number },
  change: Partial<Settings> & { removedAt?: Date },
): Promise<void> {
  const { count } = await prismaOf(tx).channel.updateMany({
    where: { ...where, removedAt: null },
    data: { ...change, revision: { increment: 1 } },
  });
  if (count === 0)
    throw new AppError("CONFLICT", "The channel was changed meanwhile.", {
      details: { reason: "changed-meanwhile" },
    });
}
