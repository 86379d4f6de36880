import Link from "next/link";
import { StatusChip } from "@/components/ui/status-chip";
import { TableHead } from "@/components/ui/table-head";
import type { Words } from "@/components/ui/words";
import type { CheckView } from "@/lib/cmk/checks/check-views";
import { routes } from "@/lib/routes";
import { CLASS_TONE, SEVERITY_TONE } from "./check-tone";

/** The checks by id: what each of them asks, how bad a failure is, and what Adobe would do. */
export function CatalogueTable({ checks, words: { t } }: { checks: CheckView[]; words: Words }) {
  return (
    <table className="w-full text-[13px]">
      <TableHead
        hiddenBelow="md"
        columns={[
          { name: t("checkPage.id"), look: "w-24" },
          t("checkPage.name"),
          t("checkPage.severity"),
          t("checkPage.class"),
        ]}
      />
      <tbody>
        {checks.map(({ id, severity, failureClass }) => (
          <tr
            key={id}
            className="border-t border-line2 align-top max-md:flex max-md:flex-wrap max-md:gap-2 max-md:px-4 max-md:py-3 md:*:py-2.5"
          >
            <td className="font-mono text-xs leading-5 max-md:basis-full md:pl-5">{id}</td>
            <th scope="row" className="text-left font-normal max-md:basis-full md:pr-4">
              <Link href={routes.check(id)} prefetch={false} className="hover:text-accent hover:underline">
                {t(`checks.${id}.title`)}
              </Link>
            </th>
            <td className="md:pr-4">
              <StatusChip tone={SEVERITY_TONE[severity]} word={t(`severities.${severity}`)} />
            </td>
            <td className="md:pr-5">
              <StatusChip tone={CLASS_TONE[failureClass]} word={t(`failureClasses.${failureClass}`)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
