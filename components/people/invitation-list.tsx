import { exactTime } from "@/components/ui/time";
import type { Messages, Words } from "@/components/ui/words";
import type { InvitationView } from "@/lib/cmk/people/people-views";
import { WithdrawButton } from "./withdraw-button";

type Props = {
  invitations: InvitationView[];
  /** Where one is taken back; null for those who may not. */
  pathOf: ((invitation: string) => string) | null;
  words: Words;
  messages: Messages;
};

/** Those who have not signed in yet. */
export function InvitationList({ invitations, pathOf, words, messages }: Props) {
  const { t, locale } = words;
  if (invitations.length === 0)
    return <p className="px-5 pb-5 text-[13px] text-ink3">{t("people.noInvitations")}</p>;
  return (
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
          {pathOf ? (
            <WithdrawButton path={pathOf(one.id)} upn={one.upn} locale={locale} messages={messages} />
          ) : null}
        </li>
      ))}
    </ul>
  );
}
