import Link from "next/link";
import { CLASS_TONE, SEVERITY_TONE } from "@/components/checks/check-tone";
import { StatusChip } from "@/components/ui/status-chip";
import { TableHead } from "@/components/ui/table-head";
import { Time } from "@/components/ui/time";
import type { Tone } from "@/components/ui/tone";
import type { Words } from "@/components/ui/words";
import type { AlertStatus } from "@/lib/cmk/alerts/alert-rules";
import type { AlertRow } from "@/lib/cmk/alerts/alert-views";
import { routes } from "@/lib/routes";
import { alertTitle } from "./alert-words";

export const STATUS_TONE: Record<AlertStatus, Tone> = { open: "bad", acknowledged: "wait", resolved: "ok" };

type Props = { organisationId: string; rows: AlertRow[]; words: Words; now: string };

/** Alerts, newest first: what, how bad, what Adobe would do, and who has it. */
export function AlertTable({ organisationId, rows, words, now }: Props) {
  const { t } = words;
  return (
    <table className="w-full text-[13px]">
      <TableHead
        hiddenBelow="lg"
        columns={[
          { name: t("alerts.status"), look: "w-36" },
          t("alerts.what"),
          { name: t("checkPage.severity"), look: "w-28" },
          { name: t("checkPage.class"), look: "w-52" },
          { name: t("alerts.assignee"), look: "w-40" },
          { name: t("alerts.opened"), look: "w-28 text-right" },
        ]}
      />
      <tbody>
        {rows.map((row) => (
          <tr
            key={row.id}
            className="border-t border-line2 align-top max-lg:flex max-lg:flex-wrap max-lg:gap-x-3 max-lg:gap-y-1.5 max-lg:px-4 max-lg:py-3 lg:*:py-2.5"
          >
            <td className="lg:pl-5">
              <StatusChip tone={STATUS_TONE[row.status]} word={t(`alerts.statuses.${row.status}`)} />
            </td>
            <th scope="row" className="text-left font-normal max-lg:order-first max-lg:basis-full lg:pr-4">
              <Link
                href={routes.alert(organisationId, row.id)}
                prefetch={false}
                className="font-medium hover:text-accent hover:underline"
              >
                {alertTitle(row, words)}
              </Link>
              <span className="block text-xs text-ink3">
                {row.part ? `${t(`parts.${row.part}.short`)}, ` : ""}
                {row.kind}
              </span>
            </th>
            <td>
              <StatusChip tone={SEVERITY_TONE[row.severity]} word={t(`severities.${row.severity}`)} />
            </td>
            <td className="lg:pr-4">
              <StatusChip
                tone={CLASS_TONE[row.failureClass]}
                word={t(`failureClasses.${row.failureClass}`)}
              />
            </td>
            <td className="text-xs text-ink2">{row.assignedToName ?? t("alerts.nobody")}</td>
            <td className="text-xs text-ink3 lg:pr-5 lg:text-right">
              <Time at={row.openedAt} now={now} words={words} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
