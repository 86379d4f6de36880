import { ExportControl } from "@/components/exports/export-control";
import { TableExport } from "@/components/exports/table-export";
import { PageFrame } from "@/components/layout/page-frame";
import { Card, CardHead } from "@/components/ui/card";
import { loadWords, pickMessages } from "@/components/ui/load-words";
import { INVITATION_DAYS } from "@/lib/cmk/people/people-schemas";
import type { PeopleView } from "@/lib/cmk/people/people-views";
import { may } from "@/lib/cmk/permissions";
import { api, routes } from "@/lib/routes";
import { InvitationList } from "./invitation-list";
import { InviteForm } from "./invite-form";
import { MembersTable } from "./members-table";

/** Who may see one organisation, who is invited, and how to let somebody in. */
export async function PeopleScreen({ organisation, members, invitations }: PeopleView) {
  const words = await loadWords();
  const { t, locale } = words;
  const messages = await pickMessages(["people", "roles", "errors"]);
  const mayManage = may(organisation.roles, "member.manage");
  const { id } = organisation;
  return (
    <PageFrame
      crumbs={[{ label: organisation.name, href: routes.overview(id) }, { label: t("people.title") }]}
      title={t("people.title")}
      lead={t("people.lead")}
      actions={
        <ExportControl href={api.exportTable(id, "members")} name={t("people.members")} words={words} />
      }
    >
      <div className="space-y-5">
        <Card>
          <CardHead title={t("people.members")} />
          <MembersTable
            organisationId={id}
            members={members}
            mayManage={mayManage}
            words={words}
            messages={messages}
            now={new Date().toISOString()}
          />
        </Card>
        {mayManage ? (
          <Card>
            <CardHead title={t("people.invite")} />
            <p className="max-w-[72ch] px-5 pb-4 text-[13px] text-ink2">
              {t("people.inviteText", { days: INVITATION_DAYS })}
            </p>
            <InviteForm path={api.members(id)} locale={locale} messages={messages} />
          </Card>
        ) : null}
        <Card>
          <CardHead
            title={t("people.invitations")}
            aside={<TableExport of={id} table="invitations" words={words} />}
          />
          <InvitationList
            invitations={invitations}
            pathOf={mayManage ? (invitation) => api.invitation(id, invitation) : null}
            words={words}
            messages={messages}
          />
        </Card>
      </div>
    </PageFrame>
  );
}
