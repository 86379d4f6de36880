import { TableExport } from "@/components/exports/table-export";
import { PageFrame } from "@/components/layout/page-frame";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { loadWords } from "@/components/ui/load-words";
import type { Words } from "@/components/ui/words";
import { SEVERITIES } from "@/lib/cmk/checks/check";
import type { CheckView } from "@/lib/cmk/checks/check-views";
import { CHECK_FAMILIES, familyOf } from "@/lib/cmk/checks/families";
import { FRAMEWORKS } from "@/lib/cmk/checks/mappings";
import { routes } from "@/lib/routes";
import { CatalogueTable } from "./catalogue-table";
import { CheckFilter } from "./check-filter";
import { frameworkKey } from "./framework-key";

export type CatalogueQuery = {
  search?: string;
  family?: string;
  severity?: string;
  class?: string;
  framework?: string;
};

const CLASSES = ["purge", "recoverable", "hygiene"];

function matches(check: CheckView, query: CatalogueQuery, { t }: Words): boolean {
  const text = `${check.id} ${t(`checks.${check.id}.title`)} ${t(`checks.${check.id}.why`)}`.toLowerCase();
  return (
    text.includes(query.search?.toLowerCase() ?? "") &&
    (!query.family || familyOf(check.id) === query.family) &&
    (!query.severity || check.severity === query.severity) &&
    (!query.class || check.failureClass === query.class) &&
    (!query.framework || check.mappings.some(({ framework }) => framework === query.framework))
  );
}

/** Everything that is watched, on one page. */
export async function CatalogueScreen({ checks, query }: { checks: CheckView[]; query: CatalogueQuery }) {
  const words = await loadWords();
  const { t } = words;
  const shown = checks.filter((check) => matches(check, query, words));
  const options = (values: readonly string[], prefix: string) =>
    values.map((value) => ({ value, label: t(`${prefix}.${value}`) }));
  const fields = [
    { name: "family", label: t("checkPage.family"), options: options(CHECK_FAMILIES, "checkFamilies") },
    { name: "severity", label: t("checkPage.severity"), options: options(SEVERITIES, "severities") },
    { name: "class", label: t("checkPage.class"), options: options(CLASSES, "failureClasses") },
    {
      name: "framework",
      label: t("checkPage.framework"),
      options: FRAMEWORKS.map((value) => ({ value, label: words.t(frameworkKey(value)) })),
    },
  ];
  return (
    <PageFrame
      crumbs={[{ label: t("checkPage.title") }]}
      title={t("checkPage.title")}
      lead={t("checkPage.lead")}
      actions={<TableExport of="all" table="checks" name="catalogue" words={words} bare={false} />}
    >
      <Card>
        <CheckFilter
          path={routes.checks()}
          fields={fields}
          values={query}
          search={t("checkPage.search")}
          words={words}
        />
        {shown.length > 0 ? (
          <>
            <p className="border-t border-line2 px-5 py-2 text-xs text-ink3" role="status">
              {t("checkPage.count", { count: shown.length })}
            </p>
            <CatalogueTable checks={shown} words={words} />
          </>
        ) : (
          <div className="border-t border-line2">
            <EmptyState title={t("checkPage.emptyTitle")} text={t("checkPage.emptyText")} />
          </div>
        )}
      </Card>
    </PageFrame>
  );
}
