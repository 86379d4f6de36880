import Link from "next/link";
import { ExportControl } from "@/components/exports/export-control";
import { Card, CardHead } from "@/components/ui/card";
import { TableHead } from "@/components/ui/table-head";
import { formatDay } from "@/components/ui/time";
import type { Words } from "@/components/ui/words";
import type { CompliancePage } from "@/lib/cmk/compliance/compliance-views";
import { api, routes } from "@/lib/routes";
import { inDays } from "./in-days";

type Props = { view: CompliancePage; words: Words; now: string };

/** What is lived with: who owns it, who agreed, and until when. */
export function ExceptionsCard({ view, words, now }: Props) {
  const { t, locale } = words;
  return (
    <Card className="mb-5 print:mb-4">
      <CardHead
        title={t("compliance.exceptionsTitle")}
        aside={
          <span className="flex flex-wrap items-center gap-3">
            <span className="tnum text-xs text-ink3">
              {t("compliance.exceptionsTotal", { count: view.exceptionsTotal })}
            </span>
            <ExportControl
              href={api.exportEverywhere("exceptions")}
              name={t("compliance.exceptionsTitle")}
              words={words}
            />
          </span>
        }
      />
      <div className="overflow-x-auto">
        <table className="w-full text-[13px]">
          <TableHead
            hiddenBelow="md"
            columns={[
              t("compliance.check"),
              t("compliance.organisation"),
              t("compliance.owner"),
              t("compliance.agreedBy"),
              { name: t("compliance.ends"), look: "md:text-right" },
            ]}
          />
          <tbody>
            {view.exceptions.map((row) => (
              <tr
                key={row.id}
                className="border-t border-line2 align-top max-md:flex max-md:flex-wrap max-md:gap-x-4 max-md:gap-y-1 max-md:px-5 max-md:py-3 md:*:py-2.5"
              >
                <th scope="row" className="pr-4 text-left font-normal max-md:basis-full md:pl-5">
                  <Link
                    href={routes.exceptions(row.organisation.id)}
                    prefetch={false}
                    className="font-medium hover:text-accent hover:underline"
                  >
                    {t(`checks.${row.check}.title`)}
                  </Link>
                </th>
                <td className="md:pr-4">
                  <bdi>{row.organisation.name}</bdi>, {t(`parts.${row.part}.short`)}
                </td>
                <td className="md:pr-4">
                  <bdi>{row.owner}</bdi>
                </td>
                <td className="text-ink2 md:pr-4">{row.decidedBy}</td>
                <td className="tnum text-xs whitespace-nowrap text-ink2 md:pr-5 md:text-right">
                  {inDays(locale, row.expiresAt, now)}
                  <span className="block text-ink3">{formatDay(locale, row.expiresAt)}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}
