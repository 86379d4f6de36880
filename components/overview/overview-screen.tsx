import Link from "next/link";
import { RecordedActivity } from "@/components/activity/recorded-activity";
import { CalendarCard } from "@/components/calendar/calendar-card";
import { PageFrame } from "@/components/layout/page-frame";
import { LiveRefresh } from "@/components/setup/live-refresh";
import { PartCards } from "@/components/setup/part-cards";
import { Card, CardHead } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { loadWords, pickMessages } from "@/components/ui/load-words";
import { PrintButton } from "@/components/ui/print-button";
import type { CalendarFeedView } from "@/lib/cmk/calendar/calendar-event";
import type { OrganisationOverviewView } from "@/lib/cmk/findings/overview-view";
import { routes } from "@/lib/routes";
import { OpenFindings } from "./open-findings";
import { SecretEnd } from "./secret-end";
import { Timeline } from "./timeline";
import { WatchLine } from "./watch-line";

/** `feeds`: calendar addresses; null for whoever may not make any. */
type Props = { view: OrganisationOverviewView; feeds: CalendarFeedView[] | null };

/** One organisation at a glance: where both parts stand, what is open, when it was last looked at, what happened. */
export async function OverviewScreen({ view, feeds }: Props) {
  const words = await loadWords();
  const { t } = words;
  const now = new Date().toISOString();
  const { setup, findings, alerts, watch, timeline, activity } = view;
  const { organisation, parts, clocks, covered } = setup;
  const pending = alerts.open + alerts.acknowledged;
  return (
    <PageFrame
      crumbs={[{ label: organisation.name }, { label: t("overview.title") }]}
      title={organisation.name}
      lead={
        <>
          <p>{t(covered ? "setup.covered" : "setup.lead")}</p>
          <WatchLine watch={watch} words={words} now={now} />
        </>
      }
      actions={<PrintButton label={t("compliance.print")} />}
    >
      <LiveRefresh seconds={30} />
      <PartCards organisationId={organisation.id} parts={parts} clocks={clocks} words={words} now={now} />
      <SecretEnd organisation={organisation} words={words} now={now} />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_360px]">
        <Card>
          <CardHead
            title={t("overview.open")}
            aside={
              <Link
                href={routes.alerts(organisation.id)}
                className="text-xs underline underline-offset-2 print:hidden"
              >
                {t("overview.alerts", { count: pending })}
              </Link>
            }
          />
          {findings.length > 0 ? (
            <OpenFindings organisationId={organisation.id} rows={findings} words={words} now={now} />
          ) : (
            <div className="border-t border-line2">
              <EmptyState
                title={t("overview.nothingTitle")}
                text={t(covered ? "overview.nothingText" : "overview.nothingYet")}
              />
            </div>
          )}
        </Card>
        <div className="space-y-5">
          <Card>
            <CardHead title={t("overview.timeline")} />
            {timeline.length > 0 ? (
              <Timeline rows={timeline} words={words} now={now} />
            ) : (
              <p className="px-5 pb-4 text-[13px] text-ink3">{t("overview.quiet")}</p>
            )}
          </Card>
          <RecordedActivity rows={activity} words={words} now={now} />
        </div>
      </div>
      {feeds ? (
        <CalendarCard
          organisationId={organisation.id}
          feeds={feeds}
          locale={words.locale}
          messages={await pickMessages(["calendar", "errors", "common"])}
          now={now}
        />
      ) : null}
    </PageFrame>
  );
}
