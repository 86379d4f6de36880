import { TableExport } from "@/components/exports/table-export";
import { PageFrame } from "@/components/layout/page-frame";
import { Card, CardHead } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { loadWords, pickMessages } from "@/components/ui/load-words";
import { StatusChip } from "@/components/ui/status-chip";
import type { Words } from "@/components/ui/words";
import type { ChannelView, DeliveryView } from "@/lib/cmk/channels/channel-schemas";
import { may } from "@/lib/cmk/permissions";
import type { OrganisationView } from "@/lib/cmk/views";
import { routes } from "@/lib/routes";
import { ChannelButtons } from "./channel-buttons";
import { ChannelForm } from "./channel-form";
import type { MailRule } from "./channel-target";
import { DeliveryTable } from "./delivery-table";
import { timeOf } from "./time-of-day";

type Props = {
  organisation: OrganisationView;
  channels: ChannelView[];
  deliveries: DeliveryView[];
  webhookHosts: string[];
  mail: MailRule;
};

/** When a channel is told what, in a line. */
function rhythm({ minSeverity, timeZone, quietFrom, quietTo, digestAt }: ChannelView, { t }: Words): string {
  const severity = t("channels.fromSeverity", { severity: t(`severities.${minSeverity}`) });
  const quiet =
    quietFrom === null ? "" : t("channels.quietLine", { from: timeOf(quietFrom), to: timeOf(quietTo) });
  const digest = digestAt === null ? "" : t("channels.digestLine", { at: timeOf(digestAt) });
  const zone = quiet || digest ? t("channels.zoneLine", { zone: timeZone }) : "";
  return [severity, quiet, digest, zone].filter(Boolean).join(" ");
}

/** Who is told of alerts outside of the console, and what they were told. */
export async function ChannelsScreen({ organisation, channels, deliveries, webhookHosts, mail }: Props) {
  const words = await loadWords();
  const { t, locale } = words;
  const mayManage = may(organisation.roles, "channel.manage");
  const shared = {
    organisationId: organisation.id,
    webhookHosts,
    mail,
    locale,
    messages: await pickMessages(
      mayManage ? ["channels", "errors", "failures", "severities", "vendors", "common"] : [],
    ),
  };
  return (
    <PageFrame
      crumbs={[
        { label: organisation.name, href: routes.overview(organisation.id) },
        { label: t("alerts.title"), href: routes.alerts(organisation.id) },
        { label: t("channels.title") },
      ]}
      title={t("channels.title")}
      lead={t("channels.lead")}
    >
      <div className={mayManage ? "grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_400px]" : "grid gap-5"}>
        <div className="min-w-0 space-y-5">
          <Card>
            <CardHead
              title={t("channels.list")}
              aside={<TableExport of={organisation.id} table="channels" words={words} />}
            />
            {channels.length > 0 ? (
              <ul>
                {channels.map((channel) => (
                  <li key={channel.id} className="space-y-2 border-t border-line2 px-5 py-4 text-[13px]">
                    <p className="flex flex-wrap items-center gap-2">
                      <StatusChip
                        tone={channel.enabled ? "ok" : "quiet"}
                        word={t(channel.enabled ? "channels.on" : "channels.off")}
                      />
                      <span className="font-medium">{channel.name}</span>
                      <span className="text-xs text-ink3">
                        {t(`channels.kinds.${channel.kind}`)},{" "}
                        <code className="break-all">
                          {channel.targetHost || channel.recipients.join(", ")}
                        </code>
                      </span>
                    </p>
                    <p className="text-xs text-ink2">{rhythm(channel, words)}</p>
                    {mayManage ? <ChannelButtons channel={channel} {...shared} /> : null}
                  </li>
                ))}
              </ul>
            ) : (
              <div className="border-t border-line2">
                <EmptyState title={t("channels.emptyTitle")} text={t("channels.emptyText")} />
              </div>
            )}
          </Card>
          <Card>
            <CardHead
              title={t("channels.deliveries")}
              aside={<TableExport of={organisation.id} table="deliveries" words={words} />}
            />
            {deliveries.length > 0 ? (
              <DeliveryTable
                organisationId={organisation.id}
                rows={deliveries}
                words={words}
                now={new Date().toISOString()}
              />
            ) : (
              <div className="border-t border-line2">
                <EmptyState title={t("channels.noneSentTitle")} text={t("channels.noneSentText")} />
              </div>
            )}
          </Card>
        </div>
        {mayManage ? (
          <Card>
            <CardHead title={t("channels.addTitle")} />
            <ChannelForm {...shared} />
          </Card>
        ) : null}
      </div>
    </PageFrame>
  );
}
