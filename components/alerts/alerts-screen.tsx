import Link from "next/link";
import { ExportControl } from "@/components/exports/export-control";
import { PageFrame } from "@/components/layout/page-frame";
import { BUTTON } from "@/components/ui/button-look";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { loadWords } from "@/components/ui/load-words";
import { Pager } from "@/components/ui/pager";
import { withQuery } from "@/components/ui/with-query";
import { ALERT_STATUSES } from "@/lib/cmk/alerts/alert-rules";
import type { AlertPage } from "@/lib/cmk/alerts/alert-views";
import { may } from "@/lib/cmk/permissions";
import { api, routes } from "@/lib/routes";
import { AlertTable } from "./alert-table";

export type AlertQuery = { status?: string; severity?: string; class?: string };

type Props = { page: AlertPage; query: AlertQuery; cursor: string | undefined };

/** The inbox of one organisation: what is open first, by a click what was. */
export async function AlertsScreen({ page, query, cursor }: Props) {
  const words = await loadWords();
  const { t } = words;
  const { organisation, rows, next, counts } = page;
  const path = routes.alerts(organisation.id);
  const total = ALERT_STATUSES.reduce((sum, status) => sum + counts[status], 0);
  const entries = [
    { value: undefined, label: t("checkPage.any"), count: total },
    ...ALERT_STATUSES.map((value) => ({
      value,
      label: t(`alerts.statuses.${value}`),
      count: counts[value],
    })),
  ];
  const filtered = Object.values(query).some(Boolean);
  return (
    <PageFrame
      crumbs={[
        { label: organisation.name, href: routes.overview(organisation.id) },
        { label: t("alerts.title") },
      ]}
      title={t("alerts.title")}
      lead={t("alerts.lead")}
      actions={
        <>
          <ExportControl
            href={api.exportTable(organisation.id, "alerts")}
            query={query}
            name={t("alerts.title")}
            words={words}
          />
          {may(organisation.roles, "event-feed.read") ? (
            <Link href={routes.eventFeed(organisation.id)} className={BUTTON.plain}>
              {t("eventFeed.title")}
            </Link>
          ) : null}
          {may(organisation.roles, "channel.read") ? (
            <Link href={routes.channels(organisation.id)} className={BUTTON.plain}>
              {t("channels.title")}
            </Link>
          ) : null}
        </>
      }
    >
      <Card>
        <nav aria-label={t("alerts.status")} className="flex flex-wrap gap-1.5 p-4">
          {entries.map(({ value, label, count }) => {
            const here = value === query.status;
            return (
              <Link
                key={label}
                href={withQuery(path, { ...query, status: value })}
                prefetch={false}
                aria-current={here ? "true" : undefined}
                className={`rounded-md border px-2.5 py-1 text-xs ${here ? "border-accent bg-accentsoft text-accent" : "border-line text-ink2 hover:bg-line2"}`}
              >
                {label} <span className="tnum">{count}</span>
              </Link>
            );
          })}
        </nav>
        {rows.length > 0 ? (
          <AlertTable
            organisationId={organisation.id}
            rows={rows}
            words={words}
            now={new Date().toISOString()}
          />
        ) : (
          <div className="border-t border-line2">
            {total === 0 && !filtered ? (
              <EmptyState title={t("alerts.emptyTitle")} text={t("alerts.emptyText")} />
            ) : (
              <EmptyState title={t("checkPage.emptyTitle")} text={t("checkPage.emptyText")} />
            )}
          </div>
        )}
        {next || cursor ? (
          <Pager
            total={null}
            first={cursor ? withQuery(path, query) : null}
            next={next ? withQuery(path, { ...query, cursor: next }) : null}
            words={words}
          />
        ) : null}
      </Card>
    </PageFrame>
  );
}
