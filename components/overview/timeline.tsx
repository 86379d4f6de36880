import { Time } from "@/components/ui/time";
import type { Words } from "@/components/ui/words";
import type { TimelineRow } from "@/lib/cmk/findings/overview-view";

/** What happened to the checks, newest first. */
export function Timeline({ rows, words, now }: { rows: TimelineRow[]; words: Words; now: string }) {
  const { t } = words;
  return (
    <ol className="text-[13px]">
      {rows.map((row) => (
        <li key={row.id} className="flex gap-3 border-t border-line2 px-5 py-2.5">
          <span className="min-w-0 flex-1">
            {t("overview.event", {
              event: t(`findingEvents.${row.kind}`),
              check: t(`checks.${row.check}.title`),
            })}
            <span className="block text-xs text-ink3">
              {t(`parts.${row.part}.short`)}, {row.actorName}
            </span>
          </span>
          <span className="text-xs text-ink3">
            <Time at={row.at} now={now} words={words} />
          </span>
        </li>
      ))}
    </ol>
  );
}
