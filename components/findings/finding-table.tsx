import Link from "next/link";
import { CLASS_TONE, SEVERITY_TONE } from "@/components/checks/check-tone";
import { StatusChip } from "@/components/ui/status-chip";
import { TableHead } from "@/components/ui/table-head";
import { formatDay, Time } from "@/components/ui/time";
import type { Words } from "@/components/ui/words";
import type { FindingRow } from "@/lib/cmk/findings/finding-views";
import { routes } from "@/lib/routes";
import { findingTitle } from "./finding-words";

type Props = { organisationId: string; rows: FindingRow[]; words: Words; now: string };

/** What else there is to know of a finding at a glance. */
function Marks({ row, words: { t, locale } }: { row: FindingRow; words: Words }) {
  const until = row.exceptionUntil && formatDay(locale, row.exceptionUntil);
  const marks = [
    row.regression ? t("verification.regression") : null,
    row.flapping ? t("verification.flapping") : null,
    until ? t("verification.exception", { date: until }) : null,
  ].filter(Boolean);
  return marks.length > 0 ? <span className="block text-xs text-wait">{marks.join(" · ")}</span> : null;
}

/** Findings: what, how bad, who may have caused it, since when, until when. */
export function FindingTable({ organisationId, rows, words, now }: Props) {
  const { t } = words;
  return (
    <table className="w-full text-[13px]">
      <TableHead
        hiddenBelow="lg"
        columns={[
          { name: t("findings.status"), look: "w-28" },
          t("findings.what"),
          { name: t("checkPage.severity"), look: "w-52" },
          { name: t("findings.cause"), look: "w-56" },
          { name: t("findings.opened"), look: "w-28" },
          { name: t("findings.closed"), look: "w-28 text-right" },
        ]}
      />
      <tbody>
        {rows.map((row) => (
          <tr
            key={row.id}
            className="border-t border-line2 align-top max-lg:flex max-lg:flex-wrap max-lg:gap-x-3 max-lg:gap-y-1.5 max-lg:px-4 max-lg:py-3 lg:*:py-2.5"
          >
            <td className="lg:pl-5">
              <StatusChip
                tone={row.status === "open" ? "bad" : "ok"}
                word={t(`findings.statuses.${row.status}`)}
              />
            </td>
            <th scope="row" className="text-left font-normal max-lg:order-first max-lg:basis-full lg:pr-4">
              <Link
                href={routes.finding(organisationId, row.id)}
                prefetch={false}
                className="font-medium hover:text-accent hover:underline"
              >
                {findingTitle(row, words)}
              </Link>
              <span className="block text-xs text-ink3">
                {t(`parts.${row.part}.short`)}, <span className="font-mono">{row.check}</span>
              </span>
              <Marks row={row} words={words} />
            </th>
            <td className="space-y-1">
              <StatusChip tone={SEVERITY_TONE[row.severity]} word={t(`severities.${row.severity}`)} />{" "}
              <StatusChip
                tone={CLASS_TONE[row.failureClass]}
                word={t(`failureClasses.${row.failureClass}`)}
              />
            </td>
            <td className="text-xs text-ink2 [overflow-wrap:anywhere] max-lg:basis-full lg:pr-4">
              {row.cause ? (
                <>
                  {row.cause.caller ?? t("activity.nobody")}
                  <span className="block font-mono text-ink3">{row.cause.operation}</span>
                </>
              ) : (
                <span className="text-ink3">{t("findings.causeUnknown")}</span>
              )}
            </td>
            <td className="text-xs text-ink3">
              <Time at={row.openedAt} now={now} words={words} />
            </td>
            <td className="text-xs text-ink3 lg:pr-5 lg:text-right">
              {row.closedAt ? <Time at={row.closedAt} now={now} words={words} /> : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
