import Link from "next/link";
import { TableExport } from "@/components/exports/table-export";
import { PageFrame } from "@/components/layout/page-frame";
import { LiveRefresh } from "@/components/setup/live-refresh";
import { BUTTON } from "@/components/ui/button-look";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { loadWords } from "@/components/ui/load-words";
import { SearchForm } from "@/components/ui/search-form";
import { withQuery } from "@/components/ui/with-query";
import type { FleetFilter, FleetView } from "@/lib/cmk/findings/danger";
import { routes } from "@/lib/routes";
import { DangerFilter } from "./danger-filter";
import { FleetPager } from "./fleet-pager";
import { FleetTable } from "./fleet-table";

/** All organisations, those in the most danger first: the headline is the answer. */
export async function FleetScreen({ view, filter }: { view: FleetView; filter: FleetFilter }) {
  const words = await loadWords();
  const { t } = words;
  const { counts } = view;
  const { danger, search } = filter;
  const urgent = counts.purge + counts["key-ends"] + counts.recoverable;
  const narrowed = danger !== undefined || search !== undefined;
  return (
    <PageFrame
      crumbs={[{ label: t("fleet.title") }]}
      title={t(urgent > 0 ? "fleet.headline" : "fleet.headlineCalm", { count: urgent })}
      lead={t("fleet.lead")}
      actions={<TableExport of="all" table="danger" query={{ search, danger }} words={words} bare={false} />}
    >
      <LiveRefresh seconds={60} />
      <Card>
        <div className="space-y-3 p-4">
          <SearchForm
            action={routes.fleet()}
            value={search ?? ""}
            placeholder={t("fleet.search")}
            keep={danger ? { danger } : {}}
            words={words}
          />
          <DangerFilter counts={counts} filter={filter} words={words} />
        </div>
        {view.rows.length > 0 ? (
          <>
            <FleetTable rows={view.rows} words={words} now={new Date().toISOString()} />
            <FleetPager view={view} filter={filter} words={words} />
          </>
        ) : (
          <div className="border-t border-line2">
            <EmptyState
              title={t(narrowed ? "fleet.noMatchTitle" : "fleet.noneTitle")}
              text={t(narrowed ? "fleet.noMatchText" : "fleet.noneText")}
            >
              <Link
                href={narrowed ? withQuery(routes.fleet(), {}) : routes.organisations()}
                className={BUTTON.plain}
              >
                {t(narrowed ? "fleet.all" : "organisations.title")}
              </Link>
            </EmptyState>
          </div>
        )}
      </Card>
    </PageFrame>
  );
}
