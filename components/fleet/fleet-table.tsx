import Link from "next/link";
import { PART_TONE } from "@/components/setup/part-tone";
import { StatusChip } from "@/components/ui/status-chip";
import { TableHead } from "@/components/ui/table-head";
import { Time } from "@/components/ui/time";
import type { Tone } from "@/components/ui/tone";
import type { Words } from "@/components/ui/words";
import type { Danger, FleetRow } from "@/lib/cmk/findings/danger";
import { routes } from "@/lib/routes";

const TONE: Record<Danger, Tone> = {
  purge: "bad",
  "key-ends": "wait",
  recoverable: "wait",
  open: "wait",
  "not-seen": "quiet",
  calm: "ok",
  "in-setup": "accent",
};

type Props = { rows: FleetRow[]; words: Words; now: string };

/** What stands open and is worst, with the way to its alert; or that nothing does. */
function Worst({ row, words }: { row: FleetRow; words: Words }) {
  const { t, has } = words;
  const { worst } = row;
  if (!worst) return <span className="text-ink3">{t("fleet.nothing")}</span>;
  const reason = worst.reason && `checkReasons.${worst.reason.key}`;
  const text =
    worst.reason && reason && has(reason) ? t(reason, worst.reason.params) : t(`checks.${worst.check}.title`);
  return (
    <>
      <Link
        href={worst.alertId ? routes.alert(row.id, worst.alertId) : routes.overview(row.id)}
        prefetch={false}
        className="hover:text-accent hover:underline"
      >
        {text}
      </Link>
      <span className="block text-xs text-ink3">
        {t(`parts.${worst.part}.short`)}
        {row.open > 1 ? `, ${t("fleet.more", { count: row.open - 1 })}` : ""}
      </span>
    </>
  );
}

/** All organisations, those in the most danger first. On a narrow screen each row is a small card. */
export function FleetTable({ rows, words, now }: Props) {
  const { t } = words;
  return (
    <table className="w-full text-[13px]">
      <TableHead
        hiddenBelow="lg"
        columns={[
          t("fleet.danger"),
          t("compliance.organisation"),
          t("fleet.worst"),
          t("fleet.keyEnds"),
          t("fleet.parts"),
          { name: t("fleet.looked"), look: "text-right" },
        ]}
      />
      <tbody>
        {rows.map((row) => (
          <tr
            key={row.id}
            className="border-t border-line2 align-top max-lg:flex max-lg:flex-wrap max-lg:gap-x-4 max-lg:gap-y-2 max-lg:px-4 max-lg:py-3 lg:*:py-3"
          >
            <td className="max-lg:order-1 max-lg:basis-full lg:pr-4 lg:pl-5">
              <StatusChip tone={TONE[row.danger]} word={t(`fleet.dangers.${row.danger}`)} />
            </td>
            <th scope="row" className="pr-4 text-left font-normal max-lg:order-0 max-lg:basis-full">
              <Link
                href={routes.overview(row.id)}
                prefetch={false}
                className="font-medium hover:text-accent hover:underline"
              >
                {row.name}
              </Link>
            </th>
            <td className="max-lg:order-2 max-lg:basis-full lg:max-w-80 lg:pr-4">
              <Worst row={row} words={words} />
            </td>
            <td className="text-xs text-ink2 max-lg:order-3 lg:pr-4">
              <span className="text-ink3 lg:hidden">{t("common.label", { name: t("fleet.keyEnds") })} </span>
              {row.endsAt ? (
                <Time at={row.endsAt} now={now} words={words} />
              ) : (
                <span className="text-ink3">{t("fleet.noEnd")}</span>
              )}
            </td>
            <td className="max-lg:order-4 max-lg:basis-full lg:pr-4">
              {row.parts.map((part) => (
                <span key={part.part} className="mr-3 inline-flex items-center gap-1.5 whitespace-nowrap">
                  <span className="text-xs text-ink3">{t(`parts.${part.part}.short`)}</span>
                  <StatusChip tone={PART_TONE[part.status]} word={t(`parts.status.${part.status}`)} />
                </span>
              ))}
            </td>
            <td className="text-xs whitespace-nowrap text-ink3 max-lg:order-5 lg:pr-5 lg:text-right">
              <span className="lg:hidden">{t("common.label", { name: t("fleet.looked") })} </span>
              {row.lookedAt ? <Time at={row.lookedAt} now={now} words={words} /> : t("common.never")}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
