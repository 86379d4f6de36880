import { ExportControl } from "@/components/exports/export-control";
import { TableExport } from "@/components/exports/table-export";
import { PageFrame } from "@/components/layout/page-frame";
import { Card, CardHead } from "@/components/ui/card";
import { loadWords, pickMessages } from "@/components/ui/load-words";
import { exactTime } from "@/components/ui/time";
import { INVITATION_DAYS } from "@/lib/cmk/people/people-schemas";
import type { PeopleView } from "@/lib/cmk/people/people-views";
import { may } from "@/lib/cmk/permissions";
import { api, routes } from "@/lib/routes";
import { InviteForm } from "./invite-form";
import { MembersTable } from "./members-table";
import { WithdrawButton } from "./withdraw-button";

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
            <InviteForm organisationId={id} locale={locale} messages={messages} />
          </Card>
        ) : null}
        <Card>
          <CardHead
            title={t("people.invitations")}
            aside={<TableExport of={id} table="invitations" words={words} />}
          />
          {invitations.length === 0 ? (
            <p className="px-5 pb-5 text-[13px] text-ink3">{t("people.noInvitations")}</p>
          ) : null}
          <ul>
            {invitations.map((one) => (
              <li
                key={one.id}
                className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-line2 px-5 py-2.5 text-[13px]"
              >
                <span className="font-medium break-all">{one.upn}</span>
                <span>{t(`roles.${one.role}`)}</span>
                <span className="flex-1 basis-52 text-xs text-ink3">
                  {t("people.invitedBy")} {one.invitedByName}.{" "}
                  {t(one.expired ? "people.expired" : "people.expires")} {exactTime(words, one.expiresAt)}
                </span>
                {mayManage ? (
                  <WithdrawButton
                    organisationId={id}
                    id={one.id}
                    upn={one.upn}
                    locale={locale}
                    messages={messages}
                  />
                ) : null}
              </li>
            ))}
          </ul>
        </Card>
      </div>
    </PageFrame>
  );
}
