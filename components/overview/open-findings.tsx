import Link from "next/link";
import { CLASS_TONE, SEVERITY_TONE } from "@/components/checks/check-tone";
import { StatusChip } from "@/components/ui/status-chip";
import { Time, withDays } from "@/components/ui/time";
import type { Words } from "@/components/ui/words";
import type { OpenFindingRow } from "@/lib/cmk/findings/overview-view";
import { routes } from "@/lib/routes";

type Props = { organisationId: string; rows: OpenFindingRow[]; words: Words; now: string };

/** What stands open, worst first: each leads to its alert, or to the check. */
export function OpenFindings({ organisationId, rows, words, now }: Props) {
  const { t, locale } = words;
  return (
    <ul className="text-[13px]">
      {rows.map((row) => (
        <li
          key={row.id}
          className="flex flex-wrap items-start gap-x-3 gap-y-1.5 border-t border-line2 px-5 py-3"
        >
          <span className="min-w-0 flex-1 basis-64">
            <Link
              href={routes.finding(organisationId, row.id)}
              prefetch={false}
              className="font-medium hover:text-accent hover:underline"
            >
              {row.reason
                ? t(`checkReasons.${row.reason.key}`, withDays(locale, row.reason.params))
                : t(`checks.${row.check}.title`)}
            </Link>
            <span className="block text-xs text-ink3">
              {t(`parts.${row.part}.short`)}, {row.check}, {t("verification.since")}{" "}
              <Time at={row.openedAt} now={now} words={words} />
            </span>
            {row.cause ? (
              <span className="block text-xs text-ink2 [overflow-wrap:anywhere]">
                {t("activity.by", {
                  caller: row.cause.caller ?? t("activity.nobody"),
                  operation: row.cause.operation,
                })}
              </span>
            ) : null}
          </span>
          <StatusChip tone={SEVERITY_TONE[row.severity]} word={t(`severities.${row.severity}`)} />
          <StatusChip tone={CLASS_TONE[row.failureClass]} word={t(`failureClasses.${row.failureClass}`)} />
        </li>
      ))}
    </ul>
  );
}
