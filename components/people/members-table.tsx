import { StatusChip } from "@/components/ui/status-chip";
import { TableHead } from "@/components/ui/table-head";
import { Time } from "@/components/ui/time";
import type { Messages, Words } from "@/components/ui/words";
import { APP_ROLE } from "@/lib/cmk/people/app-roles";
import type { MemberView } from "@/lib/cmk/people/people-views";
import { MemberActions } from "./member-actions";

type Props = {
  organisationId: string;
  members: MemberView[];
  mayManage: boolean;
  words: Words;
  messages: Messages;
  now: string;
};

/** Everybody who may see the organisation, with what Entra says of their role. */
export function MembersTable({ organisationId, members, mayManage, words, messages, now }: Props) {
  const { t, locale } = words;
  return (
    <table className="w-full text-[13px]">
      <TableHead
        hiddenBelow="lg"
        columns={[
          t("people.person"),
          t("people.role"),
          t("people.entra"),
          t("people.lastSignIn"),
          t("people.actions"),
        ]}
      />
      <tbody>
        {members.map((member) => (
          <tr
            key={`${member.userId} ${member.everywhere}`}
            className="border-t border-line2 align-top max-lg:flex max-lg:flex-col max-lg:gap-2 max-lg:px-4 max-lg:py-3 lg:*:py-2.5 lg:*:pr-4"
          >
            <th scope="row" className="text-left font-medium lg:pl-5">
              {member.name}
              {member.you ? <span className="font-normal text-ink3"> ({t("people.you")})</span> : null}
              <span className="block text-xs font-normal break-all text-ink3">{member.upn}</span>
            </th>
            <td>{t(`roles.${member.role}`)}</td>
            <td>
              <StatusChip
                tone={member.granted ? "ok" : "wait"}
                word={t(member.granted ? "people.granted" : "people.missing")}
              />
              {member.granted ? null : (
                <span className="mt-1 block max-w-[44ch] text-xs text-ink3">
                  {t("people.missingHint", { role: APP_ROLE[member.role] })}
                </span>
              )}
            </td>
            <td className="text-ink2">
              {member.lastSignInAt ? (
                <Time at={member.lastSignInAt} now={now} words={words} />
              ) : (
                t("people.never")
              )}
            </td>
            <td>
              {member.everywhere ? (
                <span className="text-xs text-ink3">{t("people.everywhere")}</span>
              ) : mayManage ? (
                <MemberActions
                  organisationId={organisationId}
                  member={member}
                  locale={locale}
                  messages={messages}
                />
              ) : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
