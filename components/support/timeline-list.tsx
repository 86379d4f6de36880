import Link from "next/link";
import { Icon } from "@/components/ui/icon";
import { Time } from "@/components/ui/time";
import { TEXT_OF } from "@/components/ui/tone";
import type { Words } from "@/components/ui/words";
import type { TimelineEntry } from "@/lib/cmk/timeline/timeline-views";
import { routes } from "@/lib/routes";
import { shortName } from "./compare-words";
import { lookOf, titleOf, whereOf } from "./timeline-words";

type Props = { organisationId: string; rows: TimelineEntry[]; words: Words; now: string };

/** One line of everything that happened, newest first. */
export function TimelineList({ organisationId, rows, words, now }: Props) {
  const { t } = words;
  return (
    <ol className="relative px-5 pb-1 before:absolute before:top-2 before:bottom-8 before:left-[33px] before:w-px before:bg-line">
      {rows.map((entry) => {
        const { icon, tone } = lookOf(entry);
        return (
          <li key={entry.id} id={`entry-${entry.id}`} className="relative flex gap-3 pb-5">
            <span
              className={`z-10 grid size-7 shrink-0 place-items-center rounded-full border border-line bg-panel ${TEXT_OF[tone]}`}
            >
              <Icon name={icon} className="size-3.5" />
            </span>
            <div className="min-w-0 flex-1">
              <p className="text-[13px] [overflow-wrap:anywhere]">{titleOf(entry, words)}</p>
              <p className="mt-0.5 text-xs text-ink3 [overflow-wrap:anywhere]">{whereOf(entry, words)}</p>
              {entry.source === "note" && entry.text ? (
                <p className="mt-1 text-[13px] whitespace-pre-wrap text-ink2 [overflow-wrap:anywhere]">
                  {entry.text}
                </p>
              ) : null}
              {entry.changes.map(({ name, before, after }) => (
                <p key={name} className="mt-1 font-mono text-xs leading-5 text-ink3 [overflow-wrap:anywhere]">
                  {shortName(name)}: {before === null ? null : <del>{before}</del>}{" "}
                  {after === null ? null : (
                    <ins className="rounded bg-waitsoft px-1 text-wait no-underline">{after}</ins>
                  )}
                </p>
              ))}
              {entry.alertId ? (
                <Link
                  href={routes.alert(organisationId, entry.alertId)}
                  prefetch={false}
                  className="text-xs underline underline-offset-2"
                >
                  {t("support.timeline.toAlert")}
                </Link>
              ) : null}
            </div>
            <span className="shrink-0 text-xs text-ink3">
              <Time at={entry.at} now={now} words={words} />
            </span>
          </li>
        );
      })}
    </ol>
  );
}
