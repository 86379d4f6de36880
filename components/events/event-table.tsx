import Link from "next/link";
import { StatusChip } from "@/components/ui/status-chip";
import { TableHead } from "@/components/ui/table-head";
import { Time } from "@/components/ui/time";
import type { Tone } from "@/components/ui/tone";
import type { Words } from "@/components/ui/words";
import type { EventKind } from "@/lib/cmk/events/adobe-event";
import type { EventRow } from "@/lib/cmk/events/feed-schemas";
import { routes } from "@/lib/routes";

export const EVENT_TONE: Record<EventKind, Tone> = {
  "key-access-disabled": "bad",
  "key-access-failure": "bad",
  "alert-notification": "wait",
  other: "quiet",
};

type Props = { organisationId: string; rows: EventRow[]; words: Words; now: string };

/** Everything that came from Adobe, understood or not: the newest first. */
export function EventTable({ organisationId, rows, words, now }: Props) {
  const { t } = words;
  return (
    <table className="w-full text-[13px]">
      <TableHead
        hiddenBelow="lg"
        columns={[
          t("eventFeed.kind"),
          t("eventFeed.code"),
          { name: t("eventFeed.via"), look: "w-28" },
          { name: t("eventFeed.receivedAt"), look: "w-28 text-right" },
        ]}
      />
      <tbody>
        {rows.map((row) => (
          <tr
            key={row.id}
            className="border-t border-line2 align-top max-lg:flex max-lg:flex-wrap max-lg:gap-x-3 max-lg:gap-y-1.5 max-lg:px-4 max-lg:py-3 lg:*:py-2.5"
          >
            <td className="lg:pr-4 lg:pl-5">
              <StatusChip tone={EVENT_TONE[row.kind]} word={t(`eventFeed.kinds.${row.kind}`)} />
            </td>
            <th
              scope="row"
              className="min-w-0 text-left font-normal max-lg:order-first max-lg:basis-full lg:pr-4"
            >
              <Link
                href={routes.adobeEvent(organisationId, row.id)}
                prefetch={false}
                className="font-mono text-xs [overflow-wrap:anywhere] hover:text-accent hover:underline"
              >
                {row.code ?? row.eventId}
              </Link>
            </th>
            <td className="text-xs text-ink2">{t(`eventFeed.ways.${row.via}`)}</td>
            <td className="text-xs text-ink3 lg:pr-5 lg:text-right">
              <Time at={row.receivedAt} now={now} words={words} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
