import { timeTexts } from "@/components/ui/time";
import type { Words } from "@/components/ui/words";
import type { TimelineEntry } from "@/lib/cmk/timeline/timeline-views";
import { routes } from "@/lib/routes";
import { shortName } from "./compare-words";
import { TimelineRows } from "./timeline-rows";
import { lookOf, titleOf, whereOf } from "./timeline-words";

type Props = { organisationId: string; rows: TimelineEntry[]; words: Words; now: string };

/** One line of everything that happened, newest first. */
export function TimelineList({ organisationId, rows, words, now }: Props) {
  return (
    <TimelineRows
      rows={rows.map((entry) => ({
        id: entry.id,
        ...lookOf(entry),
        title: titleOf(entry, words),
        where: whereOf(entry, words),
        ...(entry.source === "note" && entry.text ? { text: entry.text } : {}),
        changes: entry.changes.map((change) => ({ ...change, name: shortName(change.name) })),
        ...(entry.alertId
          ? {
              link: {
                href: routes.alert(organisationId, entry.alertId),
                text: words.t("support.timeline.toAlert"),
              },
            }
          : {}),
        time: timeTexts(entry.at, now, words),
      }))}
    />
  );
}
