import Link from "next/link";
import { StatusChip } from "@/components/ui/status-chip";
import { TableHead } from "@/components/ui/table-head";
import { formatDay, Time, withDays } from "@/components/ui/time";
import { withQuery } from "@/components/ui/with-query";
import type { Words } from "@/components/ui/words";
import type { CheckState } from "@/lib/cmk/checks/check";
import type { CheckedRow } from "@/lib/cmk/checks/check-views";
import { CHECKS } from "@/lib/cmk/checks/registry";
import { routes } from "@/lib/routes";
import { CLASS_TONE, stateTone } from "./check-tone";
import { fixWords } from "./fix-words";
import { hasConflict } from "./scanner-conflict";

const URGENCY: readonly CheckState[] = ["fail", "warn", "unknown", "pass"];
const SEVERITY = ["critical", "high", "medium", "low", "info"];

/** What hurts most comes first. */
function byUrgency(a: CheckedRow, b: CheckedRow): number {
  return (
    URGENCY.indexOf(a.state) - URGENCY.indexOf(b.state) ||
    SEVERITY.indexOf(a.severity) - SEVERITY.indexOf(b.severity)
  );
}

function fixOf(row: CheckedRow, words: Words): string | null {
  const fix = CHECKS.find(({ id }) => id === row.check)?.fix;
  return fix && (row.state === "fail" || row.state === "warn") ? fixWords(fix, row.part, words) : null;
}

type WhyProps = { row: CheckedRow; words: Words; exceptionsAt: string | null; rightsAt: string };

/** Why a check stands as it stands, and what comes next: its fix, an exception, or the right to see it. */
export function Why({ row, words, exceptionsAt, rightsAt }: WhyProps) {
  const { t, locale } = words;
  const fix = fixOf(row, words);
  return (
    <div className="mt-1 space-y-0.5 text-xs text-ink2 [overflow-wrap:anywhere]">
      {row.reason ? <p>{t(`checkReasons.${row.reason.key}`, withDays(locale, row.reason.params))}</p> : null}
      {row.lacks ? (
        <p>
          {t("verification.lacks", { right: row.lacks })}{" "}
          <Link href={rightsAt} prefetch={false} className="underline underline-offset-2 print:hidden">
            {t("rights.grant")}
          </Link>
        </p>
      ) : null}
      {fix ? <p className="text-ink3">{fix}</p> : null}
      {fix && hasConflict(row.check, words) ? (
        <p className="print:hidden">
          <Link href={routes.check(row.check)} prefetch={false} className="underline underline-offset-2">
            {t("checkPage.conflict")}
          </Link>
        </p>
      ) : null}
      {fix && exceptionsAt && !row.exceptionUntil ? (
        <p className="print:hidden">
          <Link
            href={withQuery(exceptionsAt, { part: row.part, check: row.check })}
            prefetch={false}
            className="underline underline-offset-2"
          >
            {t("exceptions.ask")}
          </Link>
        </p>
      ) : null}
      {row.exceptionUntil ? (
        <p className="text-wait">
          {t("verification.exception", {
            date: formatDay(locale, row.exceptionUntil),
          })}
        </p>
      ) : null}
    </div>
  );
}

type Props = {
  rows: CheckedRow[];
  words: Words;
  now: string;
  /** Where an exception is asked for; null where the person may not. */
  exceptionsAt: string | null;
  /** Where the watching identity is given what it lacks. */
  rightsAt: string;
  /** The page of one check in this organisation. */
  checkAt: (check: string) => string;
};

/** The checks of one part, worst first, each with what was seen. */
export function CheckedTable({ rows, words, now, exceptionsAt, rightsAt, checkAt }: Props) {
  const { t } = words;
  return (
    <table className="w-full text-[13px]">
      <TableHead
        hiddenBelow="lg"
        columns={[
          { name: t("checkPage.state"), look: "w-32" },
          t("checkPage.name"),
          { name: t("verification.observed"), look: "w-64" },
          { name: t("verification.open"), look: "w-44" },
          { name: t("verification.seen"), look: "w-28 text-right" },
        ]}
      />
      <tbody>
        {rows.toSorted(byUrgency).map((row) => (
          <tr
            key={row.check}
            className="border-t border-line2 align-top max-lg:flex max-lg:flex-wrap max-lg:gap-x-3 max-lg:gap-y-1.5 max-lg:px-4 max-lg:py-3 lg:*:py-2.5"
          >
            <td className="max-lg:basis-full lg:pl-5">
              <StatusChip tone={stateTone(row.state, row.severity)} word={t(`checkStates.${row.state}`)} />
            </td>
            <th scope="row" className="text-left font-normal max-lg:basis-full lg:pr-4">
              <Link href={checkAt(row.check)} prefetch={false} className="hover:text-accent hover:underline">
                {t(`checks.${row.check}.title`)}
              </Link>{" "}
              <span className="font-mono text-xs text-ink3">{row.check}</span>
              <Why row={row} words={words} exceptionsAt={exceptionsAt} rightsAt={rightsAt} />
            </th>
            <td className="font-mono text-xs leading-5 [overflow-wrap:anywhere] text-ink2 max-lg:basis-full lg:pr-4">
              {row.observed ?? ""}
            </td>
            <td className="text-xs text-ink2 max-lg:basis-full lg:pr-4">
              {row.finding ? (
                <>
                  <StatusChip
                    tone={CLASS_TONE[row.failureClass]}
                    word={t(`failureClasses.${row.failureClass}`)}
                  />
                  <span className="mt-1 block">
                    {t("verification.since")} <Time at={row.finding.openedAt} now={now} words={words} />
                  </span>
                  {row.finding.regression ? (
                    <span className="block">{t("verification.regression")}</span>
                  ) : null}
                  {row.finding.flapping ? <span className="block">{t("verification.flapping")}</span> : null}
                </>
              ) : null}
            </td>
            <td className="text-xs text-ink3 lg:pr-5 lg:text-right">
              {row.at ? <Time at={row.at} now={now} words={words} /> : t("common.never")}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
