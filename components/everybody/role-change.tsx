"use client";
import { useId, useMemo, useRef, useState } from "react";
import { send } from "@/components/api/send";
import { useAction } from "@/components/api/use-action";
import { BUTTON, INPUT } from "@/components/ui/button-look";
import { Dialog } from "@/components/ui/dialog";
import { SaidLine } from "@/components/ui/said-line";
import { type Messages, wordsFrom } from "@/components/ui/words";
import { ROLES, type Role } from "@/lib/cmk/permissions";
import { api } from "@/lib/routes";

type Props = {
  person: { id: string; name: string };
  /** Where the role is to count; `all`: also in organisations to come. */
  places: "all" | { id: string; name: string }[];
  /** What it is now, where that is one answer. */
  current: Role | null;
  locale: string;
  messages: Messages;
  done?: () => void;
};

/** Gives a role or takes it away, after saying where and asking. */
export function RoleChange({ person, places, current, locale, messages, done }: Props) {
  const words = useMemo(() => wordsFrom(locale, messages), [locale, messages]);
  const { t } = words;
  const { busy, said, run } = useAction(words);
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const [next, setNext] = useState<string>(current ?? "");
  const several = places === "all" ? null : places;
  const idle = several ? several.length === 0 : next === (current ?? "");
  const what = { name: person.name, role: t(`roles.${next || "none"}`) };
  const apply = async () => {
    dialog.current?.close();
    const organisations = several ? several.map((place) => place.id) : "all";
    const went = await run(async () => {
      const body = { role: next || null, organisations };
      const { changed } = await send<{ changed: number }>("PUT", api.bindings(person.id), { body });
      return t("everybody.changed", { changed });
    });
    if (went) done?.();
  };
  return (
    <div className="space-y-2">
      <div className="flex flex-wrap items-end gap-3">
        <label htmlFor={id} className="block text-[13px] font-medium">
          <span className="block">{t(several ? "everybody.roleThere" : "everybody.roleEverywhere")}</span>
          <select
            id={id}
            className={`${INPUT} mt-1.5 sm:w-56`}
            value={next}
            onChange={({ target }) => setNext(target.value)}
          >
            <option value="">{t("roles.none")}</option>
            {ROLES.map((one) => (
              <option key={one} value={one}>
                {t(`roles.${one}`)}
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          className={BUTTON.plain}
          disabled={busy || idle}
          onClick={() => dialog.current?.showModal()}
        >
          {t("everybody.change")}
        </button>
      </div>
      <SaidLine said={said} />
      <Dialog
        ref={dialog}
        title={t(next ? "everybody.giveTitle" : "everybody.takeTitle", what)}
        text={t(`everybody.${several ? "there" : "everywhere"}${next ? "Give" : "Take"}`, what)}
        closeLabel={t("common.close")}
      >
        {several ? (
          <ul className="list-inside list-disc overflow-y-auto px-5 pb-4 text-[13px]">
            {several.map((place) => (
              <li key={place.id}>{place.name}</li>
            ))}
          </ul>
        ) : null}
        <div className="flex flex-wrap gap-2 px-5 pb-5">
          <button type="button" className={BUTTON.main} onClick={() => void apply()}>
            {t(next ? "everybody.giveYes" : "everybody.takeYes")}
          </button>
          <button type="button" className={BUTTON.plain} onClick={() => dialog.current?.close()}>
            {t("common.cancel")}
          </button>
        </div>
      </Dialog>
    </div>
  );
}
