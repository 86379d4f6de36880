import Link from "next/link";
import { CommandText } from "@/components/decode/command-text";
import { FactSeries } from "@/components/findings/fact-series";
import { PageFrame } from "@/components/layout/page-frame";
import { BUTTON } from "@/components/ui/button-look";
import { Card, CardHead } from "@/components/ui/card";
import { loadWords } from "@/components/ui/load-words";
import { StatusChip } from "@/components/ui/status-chip";
import type { OrganisationCheckView } from "@/lib/cmk/checks/check-views";
import { may } from "@/lib/cmk/permissions";
import { routes } from "@/lib/routes";
import { CLASS_TONE, SEVERITY_TONE } from "./check-tone";
import { CheckedTable } from "./checked-table";
import { ScannerConflict } from "./scanner-conflict";

/** One check in one organisation: how it stands, what it needs to be seen, and its facts over time. */
export async function OrganisationCheckScreen({ view }: { view: OrganisationCheckView }) {
  const words = await loadWords();
  const { t } = words;
  const now = new Date().toISOString();
  const { organisation, check, parts } = view;
  const { id, severity, failureClass } = check;
  const exceptionsAt = may(organisation.roles, "exception.request")
    ? routes.exceptions(organisation.id)
    : null;
  return (
    <PageFrame
      crumbs={[
        { label: organisation.name },
        { label: t("verification.title"), href: routes.verification(organisation.id) },
        { label: id },
      ]}
      title={t(`checks.${id}.title`)}
      lead={
        <span className="flex flex-wrap items-center gap-2">
          <StatusChip tone={SEVERITY_TONE[severity]} word={t(`severities.${severity}`)} />
          <StatusChip tone={CLASS_TONE[failureClass]} word={t(`failureClasses.${failureClass}`)} />
          <span className="max-w-[76ch]">{t(`checks.${id}.why`)}</span>
        </span>
      }
      actions={
        <Link className={BUTTON.plain} href={routes.check(id)}>
          {t("alerts.toCheck")}
        </Link>
      }
    >
      <div className="space-y-5">
        <ScannerConflict check={id} words={words} />
        {parts.map(({ part, row, changes, script }) => (
          <div key={part} className="space-y-5">
            <Card>
              <CardHead title={t(`parts.${part}.name`)} />
              <CheckedTable
                rows={[row]}
                words={words}
                now={now}
                exceptionsAt={exceptionsAt}
                rightsAt={routes.readingRights(organisation.id)}
                checkAt={routes.check}
              />
              {script ? (
                <div className="border-t border-line2 p-4 text-[13px] text-ink2 md:px-5 print:hidden">
                  <CommandText script={script} words={words} open />
                </div>
              ) : null}
              {row.finding ? (
                <p className="border-t border-line2 p-4 md:px-5">
                  <Link className={BUTTON.plain} href={routes.finding(organisation.id, row.finding.id)}>
                    {t("verification.open")}
                  </Link>
                </p>
              ) : null}
            </Card>
            <Card>
              <CardHead title={t("findings.changes")} level={3} />
              {changes.length > 0 ? (
                <FactSeries changes={changes} words={words} now={now} />
              ) : (
                <p className="px-5 pb-4 text-[13px] text-ink3">{t("findings.noChanges")}</p>
              )}
            </Card>
          </div>
        ))}
      </div>
    </PageFrame>
  );
}
