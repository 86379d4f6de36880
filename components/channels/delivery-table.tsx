import Link from "next/link";
import { StatusChip } from "@/components/ui/status-chip";
import { TableHead } from "@/components/ui/table-head";
import { exactTime, Time } from "@/components/ui/time";
import type { Tone } from "@/components/ui/tone";
import type { Words } from "@/components/ui/words";
import type { DeliveryStatus, DeliveryView } from "@/lib/cmk/channels/channel-schemas";
import { routes } from "@/lib/routes";
import { troubleWords } from "./trouble-words";

const TONE: Record<DeliveryStatus, Tone> = { queued: "wait", sent: "ok", failed: "bad", dropped: "quiet" };

type Props = { organisationId: string; rows: DeliveryView[]; words: Words; now: string };

/** What was sent, to whom and how that went: the newest first. */
export function DeliveryTable({ organisationId, rows, words, now }: Props) {
  const { t, has } = words;
  const about = ({ check }: DeliveryView) => {
    const keys = ["checks", "adobeAlerts.kinds"].map((place) => `${place}.${check}.title`);
    const title = keys.find((key) => check && has(key));
    return title ? t(title) : check;
  };
  return (
    <table className="w-full text-[13px]">
      <TableHead
        hiddenBelow="lg"
        columns={[
          { name: t("alerts.status"), look: "w-36" },
          t("channels.message.one"),
          { name: t("channels.one"), look: "w-40" },
          { name: t("channels.created"), look: "w-28 text-right" },
        ]}
      />
      <tbody>
        {rows.map((row) => (
          <tr
            key={row.id}
            className="border-t border-line2 align-top max-lg:flex max-lg:flex-wrap max-lg:gap-x-3 max-lg:gap-y-1.5 max-lg:px-4 max-lg:py-3 lg:*:py-2.5"
          >
            <td className="lg:pl-5">
              <StatusChip tone={TONE[row.status]} word={t(`channels.statuses.${row.status}`)} />
            </td>
            <th scope="row" className="text-left font-normal max-lg:order-first max-lg:basis-full lg:pr-4">
              {row.alertId ? (
                <Link
                  href={routes.alert(organisationId, row.alertId)}
                  prefetch={false}
                  className="font-medium hover:text-accent hover:underline"
                >
                  {about(row)}
                </Link>
              ) : (
                <span className="font-medium">{t("channels.deliveryKinds.test")}</span>
              )}
              <span className="block text-xs text-ink3">
                {row.alertId ? `${t(`channels.deliveryKinds.${row.kind}`)}. ` : ""}
                {troubleWords(row.problem, row.channelKind, words)}
                {row.status === "queued" && row.dueAt
                  ? ` ${t("channels.due", { at: exactTime(words, row.dueAt) })}`
                  : ""}
                {row.attempts > 1 ? ` ${t("channels.attempts", { count: row.attempts })}` : ""}
              </span>
            </th>
            <td className="text-xs text-ink2">{row.channelName}</td>
            <td className="text-xs text-ink3 lg:pr-5 lg:text-right">
              <Time at={row.createdAt} now={now} words={words} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
