import { CheckFilter } from "@/components/checks/check-filter";
import { ExportControl } from "@/components/exports/export-control";
import { TableExport } from "@/components/exports/table-export";
import { PageFrame } from "@/components/layout/page-frame";
import { InvitationList } from "@/components/people/invitation-list";
import { InviteForm } from "@/components/people/invite-form";
import { Card, CardHead } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { loadWords, pickMessages } from "@/components/ui/load-words";
import { Pager } from "@/components/ui/pager";
import { withQuery } from "@/components/ui/with-query";
import { BOUND, type EverybodyQuery, INVITATION_DAYS } from "@/lib/cmk/people/people-schemas";
import type { InvitationView, PersonRow } from "@/lib/cmk/people/people-views";
import type { Page } from "@/lib/cmk/views";
import { api, routes } from "@/lib/routes";
import { EverybodyTable } from "./everybody-table";

type Props = { page: Page<PersonRow>; invitations: InvitationView[]; query: EverybodyQuery };

/** Everybody whom Clavis knows, and what they are bound to. */
export async function EverybodyScreen({ page, invitations, query }: Props) {
  const words = await loadWords();
  const { t, locale } = words;
  const messages = await pickMessages(["people", "roles", "common", "errors", "failures", "vendors"]);
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
          search={t("everybody.search")}
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
      <div className="mt-5 grid items-start gap-5 xl:grid-cols-2">
        <Card>
          <CardHead title={t("everybody.invite")} />
          <p className="max-w-[72ch] px-5 pb-4 text-[13px] text-ink2">
            {t("everybody.inviteText", { days: INVITATION_DAYS })}
          </p>
          <InviteForm path={api.invitationsEverywhere()} first="leader" locale={locale} messages={messages} />
        </Card>
        <Card>
          <CardHead
            title={t("everybody.invitations")}
            aside={<TableExport of="all" table="invitations" words={words} />}
          />
          <InvitationList
            invitations={invitations}
            pathOf={api.invitationEverywhere}
            words={words}
            messages={messages}
          />
        </Card>
      </div>
    </PageFrame>
  );
}
