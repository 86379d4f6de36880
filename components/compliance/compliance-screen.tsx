import { PageFrame } from "@/components/layout/page-frame";
import { Card, CardHead } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { loadWords } from "@/components/ui/load-words";
import { PrintButton } from "@/components/ui/print-button";
import { exactTime } from "@/components/ui/time";
import type { Verdict } from "@/lib/cmk/compliance";
import type { ComplianceView } from "@/lib/cmk/views";
import { ComplianceTable } from "./compliance-table";
import { Figures } from "./figures";
import { VerdictFilter } from "./verdict-filter";

type Props = { view: ComplianceView; verdict: Verdict | undefined };

/** The leader's page: the headline is the answer, the table says why. */
export async function ComplianceScreen({ view, verdict }: Props) {
  const words = await loadWords();
  const { t, locale } = words;
  const now = new Date().toISOString();
  const inSetup = view.total - view.protectedCount - view.atRiskCount - view.unverifiedCount;
  const lead = [
    t("compliance.leadRisk", { count: view.atRiskCount }),
    t("compliance.leadUnverified", { count: view.unverifiedCount }),
    t("compliance.leadSetup", { count: inSetup }),
    t("compliance.leadEncrypted"),
  ];
  return (
    <PageFrame
      crumbs={[{ label: t("compliance.title") }]}
      title={t("compliance.headline", { count: view.protectedCount, total: view.total })}
      lead={view.total === 0 ? t("compliance.leadEncrypted") : lead.filter(Boolean).join(" ")}
      actions={<PrintButton label={t("compliance.print")} />}
    >
      <Figures view={view} inSetup={inSetup} words={words} now={now} />
      <Card>
        <CardHead
          title={t("organisations.title")}
          aside={<VerdictFilter current={verdict} words={words} />}
        />
        {view.rows.length > 0 ? (
          <ComplianceTable rows={view.rows} words={words} now={now} />
        ) : (
          <div className="border-t border-line2">
            {view.total === 0 ? (
              <EmptyState title={t("compliance.emptyTitle")} text={t("compliance.emptyText")} />
            ) : (
              <EmptyState title={t("compliance.filterAll")} text={t("compliance.filterNone")} />
            )}
          </div>
        )}
      </Card>
      <p className="mt-5 hidden text-xs text-ink3 print:block">
        {t("compliance.printed", { time: exactTime(locale, now) })}
      </p>
    </PageFrame>
  );
}
