import Link from "next/link";
import { ExportControl } from "@/components/exports/export-control";
import { PageFrame } from "@/components/layout/page-frame";
import { BUTTON } from "@/components/ui/button-look";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Icon } from "@/components/ui/icon";
import { loadWords } from "@/components/ui/load-words";
import { Pager } from "@/components/ui/pager";
import { SearchForm } from "@/components/ui/search-form";
import { withQuery } from "@/components/ui/with-query";
import type { OrganisationView, Page } from "@/lib/cmk/views";
import { api, routes } from "@/lib/routes";
import { type FoundOrganisations, OrganisationsTable } from "./organisations-table";

type Props = {
  page: Page<OrganisationView> | FoundOrganisations;
  search: string;
  order: "asc" | "desc";
  cursor?: string;
  mayAdd: boolean;
};

/** Every organisation that the reader may see. */
export async function OrganisationsScreen({ page, search, order, cursor, mayAdd }: Props) {
  const words = await loadWords();
  const { t } = words;
  const path = routes.organisations();
  const kept = { order: order === "desc" ? "desc" : undefined };
  const add = mayAdd ? (
    <Link href={routes.newOrganisation()} className={BUTTON.main}>
      <Icon name="plus" />
      {t("organisations.add")}
    </Link>
  ) : null;
  const none = page.rows.length === 0;
  return (
    <PageFrame
      crumbs={[{ label: t("organisations.title") }]}
      title={t("organisations.title")}
      lead={t("organisations.lead")}
      actions={
        none && !search ? null : (
          <>
            <ExportControl
              href={api.exportEverywhere("organisations")}
              query={{ ...kept, search }}
              name={t("organisations.title")}
              words={words}
            />
            {add}
          </>
        )
      }
    >
      <Card>
        {none && !search ? null : (
          <div className="p-4">
            <SearchForm
              action={path}
              value={search}
              placeholder={t("organisations.search")}
              keep={order === "desc" ? { order } : {}}
              words={words}
            />
          </div>
        )}
        {none ? (
          <div className={search ? "border-t border-line2" : undefined}>
            {search ? (
              <EmptyState
                title={t("organisations.noMatchTitle", { search })}
                text={t("organisations.noMatchText")}
              >
                <Link href={path} className={BUTTON.plain}>
                  {t("organisations.clear")}
                </Link>
              </EmptyState>
            ) : (
              <EmptyState
                title={t("organisations.noneTitle")}
                text={t(mayAdd ? "organisations.noneText" : "organisations.noneTextReader")}
              >
                {add}
              </EmptyState>
            )}
          </div>
        ) : (
          <>
            <OrganisationsTable
              rows={page.rows}
              order={order}
              sortHref={search ? null : withQuery(path, { order: order === "asc" ? "desc" : undefined })}
              words={words}
              now={new Date().toISOString()}
            />
            {"more" in page ? (
              <p className="border-t border-line2 px-5 py-3 text-xs text-ink3">
                {t("lists.results", { count: page.rows.length })}
                {page.more ? ` ${t("palette.more")}` : ""}
              </p>
            ) : (
              <Pager
                total={page.total}
                first={cursor ? withQuery(path, kept) : null}
                next={page.next ? withQuery(path, { ...kept, cursor: page.next }) : null}
                words={words}
              />
            )}
          </>
        )}
      </Card>
    </PageFrame>
  );
}
