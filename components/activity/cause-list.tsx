import { Time } from "@/components/ui/time";
import type { Words } from "@/components/ui/words";
import type { ActivityRow } from "@/lib/cmk/activity/activity";
import type { Attribution } from "@/lib/cmk/activity/attribution";

type RowProps = { row: ActivityRow; words: Words; now: string };

/** Who did what, when, from where, and which log says so. */
export function ActivityLine({ row, words, now }: RowProps) {
  const { t } = words;
  return (
    <>
      <p className="flex flex-wrap gap-x-3">
        <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
          <span className="font-medium">{row.caller ?? t("activity.nobody")}</span>{" "}
          <span className="font-mono text-xs">{row.operation}</span>
        </span>
        <span className="text-xs text-ink3">
          <Time at={row.at} now={now} words={words} />
        </span>
      </p>
      <p className="text-xs text-ink3 [overflow-wrap:anywhere]">
        {t(`activity.sources.${row.source}`)}
        {row.callerKind === "application" ? `, ${t("activity.application")}` : ""}
        {row.callerIp ? `, ${t("activity.from", { address: row.callerIp })}` : ""}
        {row.status === "failed" ? `, ${t("activity.failed")}` : ""}
      </p>
    </>
  );
}

/** Who may have caused a finding, likeliest first, or what keeps that from being known. */
export function CauseList({
  attribution,
  words,
  now,
}: {
  attribution: Attribution;
  words: Words;
  now: string;
}) {
  const { t } = words;
  const { causes, missing } = attribution;
  if (causes.length > 0)
    return (
      <ol className="text-[13px]">
        {causes.map((row, index) => (
          <li key={row.id} className="border-t border-line2 px-5 py-2.5">
            <ActivityLine row={row} words={words} now={now} />
            {index === 0 && causes.length > 1 ? (
              <p className="text-xs text-ink3">{t("activity.likeliest")}</p>
            ) : null}
          </li>
        ))}
      </ol>
    );
  return (
    <div className="max-w-[76ch] space-y-1 px-5 pb-4 text-[13px] text-ink2">
      {missing.length === 0 ? <p>{t("activity.noLog")}</p> : null}
      {missing.map(({ source, reason, lacks }) => (
        <p key={source}>
          {t(`activity.missing.${reason}`, { log: t(`activity.sources.${source}`), right: lacks ?? "" })}
        </p>
      ))}
    </div>
  );
}
