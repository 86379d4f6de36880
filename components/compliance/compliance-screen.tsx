import Link from "next/link";
import { ExportControl } from "@/components/exports/export-control";
import { PageFrame } from "@/components/layout/page-frame";
import { BUTTON } from "@/components/ui/button-look";
import { Card, CardHead } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { loadWords } from "@/components/ui/load-words";
import { PrintButton } from "@/components/ui/print-button";
import { exactTime } from "@/components/ui/time";
import { withQuery } from "@/components/ui/with-query";
import { answer, headline } from "@/lib/cmk/compliance/answer";
import type { CompliancePage } from "@/lib/cmk/compliance/compliance-views";
import type { ComplianceFilter } from "@/lib/cmk/compliance/filter";
import { api, routes } from "@/lib/routes";
import { ComingUp } from "./coming-up";
import { ComplianceFilterForm } from "./compliance-filter";
import { CompliancePager } from "./compliance-pager";
import { ComplianceTable } from "./compliance-table";
import { DangerList } from "./danger-list";
import { ExceptionsCard } from "./exceptions-card";
import { Figures } from "./figures";
import { FindingsCard } from "./findings-card";
import { FreshnessCard } from "./freshness-card";
import { TrendCard } from "./trend-card";

type Props = { view: CompliancePage; filter: ComplianceFilter; mayShare: boolean };

const reportAddress = ({ page: _page, ...filter }: ComplianceFilter, zone: string) =>
  withQuery(api.complianceReport(), { ...filter, zone });

/** The leader's page: the headline is the answer, everything below says why. */
export async function ComplianceScreen({ view, filter, mayShare }: Props) {
  const words = await loadWords();
  const { t } = words;
  const now = view.asOf;
  return (
    <PageFrame
      crumbs={[{ label: t("compliance.title") }]}
      title={headline(view, words)}
      lead={
        <>
          <p className="max-w-[92ch]">{answer(view, view.dangers, words).join(" ")}</p>
          <p className="mt-2 flex flex-wrap gap-x-5 gap-y-1 text-[13px] print:hidden">
            <Link href={routes.frameworks()} prefetch={false} className="text-accent hover:underline">
              {t("compliance.frameworksTitle")}
            </Link>
            {mayShare ? (
              <Link href={routes.share()} prefetch={false} className="text-accent hover:underline">
                {t("statusLink.shareTitle")}
              </Link>
            ) : null}
          </p>
        </>
      }
      actions={
        <>
          <PrintButton label={t("compliance.print")} />
          <a href={reportAddress(filter, words.timeZone)} download className={BUTTON.main}>
            {t("report.download")}
          </a>
        </>
      }
    >
      <Figures view={view} words={words} now={now} />
      {view.total > 0 ? (
        <>
          {view.dangers.length > 0 ? <DangerList rows={view.dangers} words={words} now={now} /> : null}
          <div className="mb-5 grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(300px,360px)] print:block">
            <TrendCard trend={view.trend} words={words} />
            <ComingUp rows={view.coming} calendar={view.calendar} words={words} now={now} />
          </div>
          <div className="mb-5 grid items-start gap-5 lg:grid-cols-2 print:block">
            <FindingsCard counts={view.findings} words={words} />
            <FreshnessCard freshness={view.freshness} words={words} />
          </div>
          {view.exceptionsTotal > 0 ? <ExceptionsCard view={view} words={words} now={now} /> : null}
        </>
      ) : null}
      <Card>
        <CardHead
          title={t("organisations.title")}
          aside={
            <ExportControl
              href={api.exportEverywhere("compliance")}
              query={{ ...filter, page: undefined }}
              name={t("compliance.title")}
              words={words}
            />
          }
        />
        {view.total > 0 ? <ComplianceFilterForm filter={filter} words={words} /> : null}
        {view.rows.length > 0 ? (
          <ComplianceTable rows={view.rows} filter={filter} words={words} now={now} />
        ) : (
          <div className="border-t border-line2">
            {view.total === 0 ? (
              <EmptyState title={t("compliance.emptyTitle")} text={t("compliance.emptyText")} />
            ) : (
              <EmptyState title={t("compliance.noneTitle")} text={t("compliance.filterNone")} />
            )}
          </div>
        )}
        <CompliancePager found={view.found} filter={filter} words={words} />
      </Card>
      <p className="mt-4 text-xs text-ink3">
        {t("compliance.asOf", { time: exactTime(words, now) })}{" "}
        {view.pending > 0 ? t("compliance.pending", { count: view.pending }) : null}
      </p>
    </PageFrame>
  );
}
