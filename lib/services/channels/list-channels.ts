import "server-only";
import type { ChannelView, DeliveryProblem, DeliveryView } from "@/lib/cmk/channels/channel-schemas";
import type { OrganisationView } from "@/lib/cmk/views";
import { type Channel, listChannels as readChannels } from "@/lib/db/channels";
import { type DeliveryRow, listDeliveries } from "@/lib/db/deliveries";
import { readWithScope } from "@/lib/db/transaction";
import { recordSecretRead } from "../audit/record-secret-read";
import { type OrganisationContext, requirePermission } from "../context";
import { readOrganisationView } from "../organisations/get-organisation";
import type { ChannelTools } from "./channel-tools";

/** Who is told, the newest messages, and which hosts plain webhooks may have. */
export type ChannelList = {
  organisation: OrganisationView;
  channels: ChannelView[];
  deliveries: DeliveryView[];
  webhookHosts: string[];
  mail: { on: boolean; domains: string[] };
};

/** A channel as people see it. */
export function toChannelView(row: Channel): ChannelView {
  const {
    id,
    kind,
    name,
    enabled,
    recipients,
    minSeverity,
    timeZone,
    quietFrom,
    quietTo,
    digestAt,
    revision,
  } = row;
  return {
    id,
    kind,
    name,
    enabled,
    targetHost: row.targetHost ?? "",
    recipients,
    minSeverity,
    locale: row.locale === "fr" ? "fr" : "en",
    timeZone,
    quietFrom,
    quietTo,
    digestAt,
    createdAt: row.createdAt.toISOString(),
    revision,
  };
}

/** A message as people see it. */
export function toDeliveryView({ channel, alert, ...row }: DeliveryRow): DeliveryView {
  const { id, channelId, kind, status, alertId, attempts } = row;
  return {
    id,
    channelId,
    channelName: channel.name,
    channelKind: channel.kind,
    kind,
    status,
    alertId,
    check: alert?.kind ?? null,
    attempts,
    createdAt: row.createdAt.toISOString(),
    dueAt: row.dueAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    problem: row.problem as DeliveryProblem | null,
  };
}

/** The channels of the organisation and what was sent to them. Throws FORBIDDEN, NOT_FOUND. */
export async function listChannels(
  context: OrganisationContext,
  { webhookHosts, mail }: Pick<ChannelTools, "webhookHosts" | "mail">,
): Promise<ChannelList> {
  requirePermission(context, "channel.read");
  const { organisationId, scope } = context;
  const list = await readWithScope(scope, async (tx) => {
    const organisation = await readOrganisationView(tx, context);
    const channels = (await readChannels(tx, organisationId)).map(toChannelView);
    const deliveries = (await listDeliveries(tx, organisationId)).map(toDeliveryView);
    return {
      organisation,
      channels,
      deliveries,
      webhookHosts: [...webhookHosts],
      mail: { on: mail.on, domains: [...mail.domains] },
    };
  });
  if (list.channels.length > 0) await recordSecretRead(context, context.organisationId, "channels");
  return list;
}
