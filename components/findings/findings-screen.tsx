import { CheckFilter, type FilterField } from "@/components/checks/check-filter";
import { ExportControl } from "@/components/exports/export-control";
import { PageFrame } from "@/components/layout/page-frame";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { loadWords } from "@/components/ui/load-words";
import { Pager } from "@/components/ui/pager";
import { withQuery } from "@/components/ui/with-query";
import { SEVERITIES } from "@/lib/cmk/checks/check";
import { FINDING_SORTS, FINDING_STATUSES } from "@/lib/cmk/findings/finding-schemas";
import type { FindingPage } from "@/lib/cmk/findings/finding-views";
import { PART_IDS } from "@/lib/cmk/parts";
import { api, routes } from "@/lib/routes";
import { FindingTable } from "./finding-table";

export type FindingQuery = {
  status?: string;
  severity?: string;
  class?: string;
  part?: string;
  check?: string;
  sort?: string;
};

type Props = { page: FindingPage; query: FindingQuery; cursor: string | undefined };

/** Everything that did not hold, now and before: what is open first, worst first. */
export async function FindingsScreen({ page, query, cursor }: Props) {
  const words = await loadWords();
  const { t } = words;
  const { organisation, rows, next, counts } = page;
  const path = routes.findings(organisation.id);
  const total = counts.open + counts.closed;
  const field = (name: string, label: string, prefix: string, values: readonly string[]): FilterField => ({
    name,
    label: t(label),
    options: values.map((value) => ({ value, label: t(`${prefix}.${value}`) })),
  });
  const fields = [
    field("status", "findings.status", "findings.statuses", FINDING_STATUSES),
    field("severity", "checkPage.severity", "severities", SEVERITIES),
    field("class", "checkPage.class", "failureClasses", ["purge", "recoverable", "hygiene"]),
    {
      name: "part",
      label: t("findings.part"),
      options: PART_IDS.map((value) => ({ value, label: t(`parts.${value}.short`) })),
    },
    { ...field("sort", "findings.sort", "findings.sorts", FINDING_SORTS), always: true },
  ];
  return (
    <PageFrame
      crumbs={[
        { label: organisation.name, href: routes.overview(organisation.id) },
        { label: t("findings.title") },
      ]}
      title={t("findings.title")}
      lead={t("findings.lead", { open: counts.open, closed: counts.closed })}
      actions={
        <ExportControl
          href={api.exportTable(organisation.id, "findings")}
          query={query}
          name={t("findings.title")}
          words={words}
        />
      }
    >
      <Card>
        <CheckFilter path={path} fields={fields} values={query} words={words} />
        {rows.length > 0 ? (
          <FindingTable
            organisationId={organisation.id}
            rows={rows}
            words={words}
            now={new Date().toISOString()}
          />
        ) : (
          <div className="border-t border-line2">
            {total === 0 ? (
              <EmptyState title={t("findings.emptyTitle")} text={t("findings.emptyText")} />
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
