import "server-only";
import { problemOfAlert, problemWording } from "@/lib/cmk/audit/chain-problems";
import type { Notice } from "@/lib/cmk/channels/message";
import type { ClaimedDelivery } from "@/lib/db/deliveries";
import type { ChannelTools, ChannelWords } from "./channel-tools";

/** What a message says of one delivery: what happened, how bad, what Adobe does about it, and where to go. */
export function noticeOf(
  { id, kind, alert }: ClaimedDelivery,
  organisation: { id: string; name: string },
  { t, has }: ChannelWords,
  { linkTo }: Pick<ChannelTools, "linkTo">,
  at: Date,
): Notice {
  if (!alert)
    return {
      deliveryId: id,
      event: "test",
      title: t("channels.message.test"),
      text: t("channels.message.testText", { organisation: organisation.name }),
      link: linkTo.channels(organisation.id),
      facts: {
        organisation: organisation.name,
        part: null,
        check: null,
        severity: null,
        failureClass: null,
        at: at.toISOString(),
      },
    };
  const { part, severity, failureClass } = alert;
  const params = alert.params as Record<string, string | number>;
  const reason = `checkReasons.${params.reason}`;
  const title =
    alert.source === "adobe" ? `adobeAlerts.kinds.${alert.kind}.title` : `checks.${alert.kind}.title`;
  const named = has(title) ? t(title) : alert.kind;
  const broken = alert.source === "audit" ? problemOfAlert(params) : null;
  const chain = broken ? problemWording(broken) : null;
  const happened = chain
    ? t("alerts.chain.title", { problem: t(chain.key, chain.params) })
    : alert.source === "finding" && has(reason)
      ? t(reason, params)
      : named;
  const isOver = kind === "resolved";
  const word = isOver ? t("channels.message.resolved") : t(`severities.${severity}`);
  const place = part ? `, ${t(`parts.${part}.short`)}` : "";
  const means = isOver ? t("channels.message.resolvedText") : t(`alerts.classes.${failureClass}`);
  return {
    deliveryId: id,
    event: isOver ? "alert.resolved" : "alert.opened",
    title: t("channels.message.title", { word, what: happened }),
    text: `${organisation.name}${place}. ${means}`,
    link: linkTo.alert(organisation.id, alert.id),
    facts: {
      organisation: organisation.name,
      part,
      check: alert.kind,
      severity,
      failureClass,
      at: alert.openedAt.toISOString(),
    },
  };
}
