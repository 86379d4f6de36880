"use client";
import { useMemo, useRef } from "react";
import { send } from "@/components/api/send";
import { useAction } from "@/components/api/use-action";
import { BUTTON, INPUT } from "@/components/ui/button-look";
import { Dialog } from "@/components/ui/dialog";
import { SaidLine } from "@/components/ui/said-line";
import { type Messages, wordsFrom } from "@/components/ui/words";
import type { MemberView } from "@/lib/cmk/people/people-views";
import { ROLES } from "@/lib/cmk/permissions";
import { api } from "@/lib/routes";

type Props = { organisationId: string; member: MemberView; locale: string; messages: Messages };

/** What an admin can do with a member: give another role, sign them out, remove them after asking. */
export function MemberActions({ organisationId, member, locale, messages }: Props) {
  const words = useMemo(() => wordsFrom(locale, messages), [locale, messages]);
  const { t } = words;
  const { busy, said, run } = useAction(words);
  const dialog = useRef<HTMLDialogElement>(null);
  const { userId, name, role } = member;
  const change = (next: string) =>
    run(async () => {
      await send("PATCH", api.member(organisationId, userId), { body: { role: next } });
      return t("people.changed");
    });
  const signOut = () =>
    run(async () => {
      const { ended } = await send<{ ended: number }>("DELETE", api.memberSessions(organisationId, userId));
      return t("people.signedOut", { ended });
    });
  const remove = async () => {
    dialog.current?.close();
    await run(async () => {
      await send("DELETE", api.member(organisationId, userId));
      return t("people.removed");
    });
  };
  return (
    <div className="space-y-1.5">
      <div className="flex flex-wrap items-center gap-1.5">
        <select
          aria-label={t("people.roleOf", { name })}
          className={`${INPUT} w-auto! py-1`}
          value={role}
          disabled={busy}
          onChange={({ target }) => void change(target.value)}
        >
          {ROLES.map((one) => (
            <option key={one} value={one}>
              {t(`roles.${one}`)}
            </option>
          ))}
        </select>
        <button
          type="button"
          className={BUTTON.quiet}
          disabled={busy || member.sessions === 0}
          onClick={() => void signOut()}
        >
          {t("people.signOut")}
        </button>
        <button
          type="button"
          className={BUTTON.quiet}
          disabled={busy}
          onClick={() => dialog.current?.showModal()}
        >
          {t("people.remove")}
        </button>
      </div>
      <SaidLine said={said} />
      <Dialog
        ref={dialog}
        title={t("people.removeTitle", { name })}
        text={t("people.removeText", { name })}
        closeLabel={t("people.close")}
      >
        <div className="flex flex-wrap gap-2 px-5 pb-5">
          <button type="button" className={BUTTON.main} onClick={() => void remove()}>
            {t("people.removeYes")}
          </button>
          <button type="button" className={BUTTON.plain} onClick={() => dialog.current?.close()}>
            {t("people.cancel")}
          </button>
        </div>
      </Dialog>
    </div>
  );
}
