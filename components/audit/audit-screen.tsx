import { PageFrame } from "@/components/layout/page-frame";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { loadWords } from "@/components/ui/load-words";
import { Pager } from "@/components/ui/pager";
import { withQuery } from "@/components/ui/with-query";
import type { AuditRow, OrganisationView, Page } from "@/lib/cmk/views";
import { routes } from "@/lib/routes";
import { AuditFilter, type AuditFilterValues } from "./audit-filter";
import { AuditTable } from "./audit-table";

type Props = {
  organisation: OrganisationView;
  page: Page<AuditRow>;
  filter: AuditFilterValues;
  cursor?: string;
};

/** Everything that was done in one organisation. */
export async function AuditScreen({ organisation, page, filter, cursor }: Props) {
  const words = await loadWords();
  const { t } = words;
  const path = routes.audit(organisation.id);
  const crumbs = [
    { label: t("organisations.title"), href: routes.organisations() },
    { label: organisation.name, href: routes.organisation(organisation.id) },
    { label: t("audit.title") },
  ];
  return (
    <PageFrame crumbs={crumbs} title={t("audit.title")} lead={t("audit.lead")}>
      <Card>
        <AuditFilter path={path} values={filter} words={words} />
        {page.rows.length > 0 ? (
          <AuditTable rows={page.rows} words={words} now={new Date().toISOString()} />
        ) : (
          <div className="border-t border-line2">
            <EmptyState title={t("audit.emptyTitle")} text={t("audit.emptyText")} />
          </div>
        )}
        {page.next || cursor ? (
          <Pager
            total={page.total}
            first={cursor ? withQuery(path, filter) : null}
            next={page.next ? withQuery(path, { ...filter, cursor: page.next }) : null}
            words={words}
          />
        ) : null}
      </Card>
    </PageFrame>
  );
}
