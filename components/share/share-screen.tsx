import { TableExport } from "@/components/exports/table-export";
import { PageFrame } from "@/components/layout/page-frame";
import { Card, CardHead } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { loadWords, pickMessages } from "@/components/ui/load-words";
import type { ReportScheduleView } from "@/lib/cmk/report/report-schedule";
import type { StatusLinkView } from "@/lib/cmk/status-link/status-link";
import { routes } from "@/lib/routes";
import { ReportScheduleForm } from "./report-schedule-form";
import { StatusLinkForm } from "./status-link-form";
import { StatusLinkList } from "./status-link-list";

const ZONES = ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];

type Props = {
  links: StatusLinkView[];
  organisations: { id: string; name: string }[];
  total: number;
  schedule: ReportScheduleView;
};

/** What leaves the console: the report by mail, and pages that open without signing in. */
export async function ShareScreen({ links, organisations, total, schedule }: Props) {
  const [words, messages] = await Promise.all([
    loadWords(),
    pickMessages(["common", "errors", "statusLink", "report"]),
  ]);
  const { t, locale } = words;
  const now = new Date().toISOString();
  return (
    <PageFrame
      crumbs={[
        { label: t("compliance.title"), href: routes.compliance() },
        { label: t("statusLink.shareTitle") },
      ]}
      title={t("statusLink.shareTitle")}
      lead={<p className="max-w-[80ch]">{t("statusLink.shareLead")}</p>}
    >
      <Card className="mb-5">
        <CardHead title={t("report.title")} />
        <div className="border-t border-line2 p-5">
          <ReportScheduleForm
            schedule={schedule}
            zones={ZONES}
            locale={locale}
            messages={messages}
            now={now}
          />
        </div>
      </Card>
      <Card className="mb-5">
        <CardHead title={t("statusLink.newTitle")} />
        <div className="border-t border-line2 p-5">
          <StatusLinkForm organisations={organisations} total={total} locale={locale} messages={messages} />
        </div>
      </Card>
      <Card>
        <CardHead
          title={t("statusLink.listTitle")}
          aside={<TableExport of="all" table="status-links" words={words} />}
        />
        {links.length === 0 ? (
          <div className="border-t border-line2">
            <EmptyState title={t("statusLink.noneTitle")} text={t("statusLink.noneText")} />
          </div>
        ) : (
          <StatusLinkList links={links} words={words} messages={messages} now={now} />
        )}
      </Card>
    </PageFrame>
  );
}
