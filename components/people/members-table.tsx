import { StatusChip } from "@/components/ui/status-chip";
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
  const head = "py-2 pr-4 text-left font-medium";
  return (
    <table className="w-full text-[13px]">
      <thead>
        <tr className="border-t border-line2 text-xs text-ink3 max-lg:sr-only">
          <th scope="col" className={`${head} pl-5`}>
            {t("people.person")}
          </th>
          <th scope="col" className={head}>
            {t("people.role")}
          </th>
          <th scope="col" className={head}>
            {t("people.entra")}
          </th>
          <th scope="col" className={head}>
            {t("people.lastSignIn")}
          </th>
          <th scope="col" className={`${head} pr-5`}>
            {t("people.actions")}
          </th>
        </tr>
      </thead>
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
