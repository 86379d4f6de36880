import { Time } from "@/components/ui/time";
import type { Words } from "@/components/ui/words";
import type { FindingContent } from "@/lib/cmk/findings/finding";
import type { FindingEntry } from "@/lib/cmk/findings/finding-views";

type Content = Partial<FindingContent> | null;

function told(content: Content, { t, has }: Words): string | null {
  const key = content?.reason?.key;
  if (key && has(`checkReasons.${key}`)) return t(`checkReasons.${key}`, content.reason?.params);
  return content?.observed ? t("findings.seen", { value: content.observed }) : null;
}

/** What was different, where an entry is about a difference. */
function Difference({ entry, words }: { entry: FindingEntry; words: Words }) {
  const { t } = words;
  const { before, after } = entry;
  if (!before || !after) return null;
  const severity = before.severity !== after.severity && before.severity && after.severity;
  return (
    <p className="text-xs text-ink2 [overflow-wrap:anywhere]">
      {severity ? `${t(`severities.${before.severity}`)} → ${t(`severities.${after.severity}`)}` : null}
      {before.observed !== after.observed ? (
        <span className="block font-mono">
          {before.observed ?? t("common.none")} → {after.observed ?? t("common.none")}
        </span>
      ) : null}
    </p>
  );
}

/** Why a finding opened, changed and closed, oldest first. */
export function FindingHistory({
  entries,
  words,
  now,
}: {
  entries: FindingEntry[];
  words: Words;
  now: string;
}) {
  const { t } = words;
  return (
    <ol className="text-[13px]">
      {entries.map((entry) => (
        <li key={entry.id} className="border-t border-line2 px-5 py-2.5">
          <p className="flex gap-3">
            <span className="min-w-0 flex-1">{t(`findingEvents.${entry.kind}`)}</span>
            <span className="text-xs text-ink3">
              <Time at={entry.at} now={now} words={words} />
            </span>
          </p>
          <p className="text-xs text-ink3">{entry.actorName}</p>
          {told(entry.after, words) ? (
            <p className="text-ink2 [overflow-wrap:anywhere]">{told(entry.after, words)}</p>
          ) : null}
          <Difference entry={entry} words={words} />
        </li>
      ))}
    </ol>
  );
}
