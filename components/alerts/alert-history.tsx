import { Time } from "@/components/ui/time";
import type { Words } from "@/components/ui/words";
import { ALERT_ACTIONS } from "@/lib/cmk/alerts/alert-rules";
import type { AlertEntry } from "@/lib/cmk/alerts/alert-views";

const isAction = (kind: string) => (ALERT_ACTIONS as readonly string[]).includes(kind);

/** What happened and what people did and said, oldest first. */
export function AlertHistory({ entries, words, now }: { entries: AlertEntry[]; words: Words; now: string }) {
  const { t } = words;
  return (
    <ol className="text-[13px]">
      {entries.map((entry) => (
        <li key={entry.id} className="border-t border-line2 px-5 py-2.5">
          <p className="flex gap-3">
            <span className="min-w-0 flex-1">
              {entry.kind === "received"
                ? t("adobeAlerts.received")
                : t(isAction(entry.kind) ? `alerts.did.${entry.kind}` : `findingEvents.${entry.kind}`)}
            </span>
            <span className="text-xs text-ink3">
              <Time at={entry.at} now={now} words={words} />
            </span>
          </p>
          <p className="text-xs text-ink3">{entry.authorName}</p>
          {entry.text ? (
            <p className="mt-1 whitespace-pre-wrap text-ink2 [overflow-wrap:anywhere]">{entry.text}</p>
          ) : null}
        </li>
      ))}
    </ol>
  );
}
