import { CheckFilter } from "@/components/checks/check-filter";
import { ExportControl } from "@/components/exports/export-control";
import { PageFrame } from "@/components/layout/page-frame";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { loadWords } from "@/components/ui/load-words";
import { Pager } from "@/components/ui/pager";
import { withQuery } from "@/components/ui/with-query";
import { BOUND, type EverybodyQuery } from "@/lib/cmk/people/people-schemas";
import type { PersonRow } from "@/lib/cmk/people/people-views";
import type { Page } from "@/lib/cmk/views";
import { api, routes } from "@/lib/routes";
import { EverybodyTable } from "./everybody-table";

type Props = { page: Page<PersonRow>; query: EverybodyQuery };

/** Everybody whom Clavis knows, and what they are bound to. */
export async function EverybodyScreen({ page, query }: Props) {
  const words = await loadWords();
  const { t } = words;
  const path = routes.everybody();
  const { search, bound } = query;
  const bounds = BOUND.map((value) => ({ value, label: t(`everybody.bounds.${value}`) }));
  return (
    <PageFrame
      crumbs={[{ label: t("everybody.title") }]}
      title={t("everybody.title")}
      lead={t("everybody.lead")}
      actions={
        <ExportControl
          href={api.exportEverywhere("people")}
          query={{ search, bound }}
          name={t("everybody.title")}
          words={words}
        />
      }
    >
      <Card>
        <CheckFilter
          path={path}
          fields={[{ name: "bound", label: t("everybody.bound"), options: bounds }]}
          values={{ search, bound }}
          words={words}
        />
        {page.rows.length > 0 ? (
          <EverybodyTable rows={page.rows} words={words} now={new Date().toISOString()} />
        ) : (
          <div className="border-t border-line2">
            <EmptyState title={t("everybody.noneTitle")} text={t("everybody.noneText")} />
          </div>
        )}
        <Pager
          total={page.total}
          first={query.cursor ? withQuery(path, { search, bound }) : null}
          next={page.next ? withQuery(path, { search, bound, cursor: page.next }) : null}
          words={words}
        />
      </Card>
    </PageFrame>
  );
}
