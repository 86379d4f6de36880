import Link from "next/link";
import { ExportControl } from "@/components/exports/export-control";
import { PageFrame } from "@/components/layout/page-frame";
import { OrganisationFrame } from "@/components/support/organisation-frame";
import { BUTTON } from "@/components/ui/button-look";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { branchesOf, loadWords, packFor, pickMessages } from "@/components/ui/load-words";
import type { ChainProblem } from "@/lib/cmk/audit/chain-problems";
import type { AuditRow, OrganisationView, Page } from "@/lib/cmk/views";
import { api, routes } from "@/lib/routes";
import { AuditFilter } from "./audit-filter";
import { AuditList } from "./audit-list";
import { ChainNotice } from "./chain-notice";
import { SavedViews } from "./saved-views";
import { subjectMessages } from "./subject-messages";

const SAID = ["audit", "common", "errors"];

type Props = Page<AuditRow> & {
  /** null: the log over all organisations. */
  organisation: OrganisationView | null;
  filter: Record<string, string>;
  cursor: string | null;
  actors: { id: string; name: string }[];
  views: { id: string; name: string; filter: Record<string, string> }[];
  system: boolean;
  problems: ChainProblem[];
};

/** The audit log: of one organisation, or of all that the person may see. */
export async function AuditScreen({ organisation, filter, actors, views, system, problems, ...page }: Props) {
  const words = await loadWords();
  const { t, locale } = words;
  const wide = organisation === null;
  const path = organisation ? routes.audit(organisation.id) : routes.auditAll();
  const settings =
    organisation || system ? (
      <Link
        href={organisation ? routes.auditSettings(organisation.id) : routes.auditAllSettings()}
        className={BUTTON.plain}
      >
        {t("audit.settingsLink")}
      </Link>
    ) : null;
  const messages = await pickMessages(SAID);
  const named = await packFor("audit-list", (all) => ({
    ...branchesOf(all, SAID),
    ...subjectMessages(all),
  }));
  const list = { path, filter, wide, now: new Date().toISOString(), locale, messages: named };
  const actions = (
    <>
      <ExportControl
        href={organisation ? api.exportTable(organisation.id, "audit") : api.exportEverywhere("audit")}
        query={{ ...filter, zone: words.timeZone }}
        name={t("audit.title")}
        words={words}
      />
      {settings}
    </>
  );
  const log = (
    <>
      <ChainNotice problems={problems} words={words} />
      <SavedViews views={views} filter={filter} path={path} locale={locale} messages={messages} />
      <Card>
        <AuditFilter {...{ path, filter, actors, system, wide, words }} />
        {page.rows.length > 0 ? (
          <AuditList
            key={JSON.stringify([filter, page.cursor])}
            page={page}
            apiPath={organisation ? api.audit(organisation.id) : api.auditAll()}
            {...list}
          />
        ) : (
          <div className="border-t border-line2">
            <EmptyState title={t("audit.emptyTitle")} text={t("audit.emptyText")} />
          </div>
        )}
      </Card>
    </>
  );
  if (organisation)
    return (
      <OrganisationFrame {...{ organisation, words, actions }} tab="audit">
        {log}
      </OrganisationFrame>
    );
  return (
    <PageFrame
      crumbs={[{ label: t("nav.allOrganisations") }, { label: t("audit.title") }]}
      title={t("audit.title")}
      lead={t("audit.leadWide")}
      actions={actions}
    >
      {log}
    </PageFrame>
  );
}
