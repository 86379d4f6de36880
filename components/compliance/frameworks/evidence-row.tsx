import Link from "next/link";
import { stateTone } from "@/components/checks/check-tone";
import { StatusChip } from "@/components/ui/status-chip";
import { formatDay, Time, withDays } from "@/components/ui/time";
import type { Words } from "@/components/ui/words";
import type { CheckedRow } from "@/lib/cmk/checks/check-views";
import { routes } from "@/lib/routes";

/** One check as evidence of a control: what was seen, where, and when. */
export function EvidenceRow({ row, words, now }: { row: CheckedRow; words: Words; now: string }) {
  const { t, locale } = words;
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-1 border-t border-line2 px-5 py-2.5">
      <span className="min-w-0 flex-1 basis-72">
        <Link href={routes.check(row.check)} prefetch={false} className="hover:text-accent hover:underline">
          {t(`checks.${row.check}.title`)}
        </Link>{" "}
        <span className="font-mono text-[11px] text-ink3">{row.check}</span>
        <span className="block text-xs break-words text-ink3">
          {t(`parts.${row.part}.short`)}
          {row.reason ? `: ${t(`checkReasons.${row.reason.key}`, withDays(locale, row.reason.params))}` : ""}
          {row.observed === null ? "" : `. ${t("compliance.seenValue", { value: row.observed })}`}
          {row.exceptionUntil
            ? `. ${t("compliance.exceptedUntil", { day: formatDay(locale, row.exceptionUntil) })}`
            : ""}
        </span>
      </span>
      <StatusChip tone={stateTone(row.state, row.severity)} word={t(`checkStates.${row.state}`)} />
      <span className="w-28 text-right text-xs text-ink3">
        {row.at ? <Time at={row.at} now={now} words={words} /> : t("common.never")}
      </span>
    </li>
  );
}
