"use client";
import { useMemo, useState } from "react";
import { type Messages, wordsFrom } from "@/components/ui/words";
import type { BindingView } from "@/lib/cmk/people/people-views";
import { OrganisationPicker, type Place } from "./organisation-picker";
import { RoleChange } from "./role-change";

type Props = {
  person: { id: string; name: string };
  bindings: BindingView[];
  locale: string;
  messages: Messages;
};

/** The organisations that a person is bound to, and any others: tick them, choose the role, confirm. */
export function BindingsForm({ person, bindings, locale, messages }: Props) {
  const { t } = useMemo(() => wordsFrom(locale, messages), [locale, messages]);
  const [chosen, setChosen] = useState<Place[]>([]);
  const tick = (place: Place, on: boolean) =>
    setChosen([...chosen.filter(({ id }) => id !== place.id), ...(on ? [place] : [])]);
  const isChosen = (id: string) => chosen.some((place) => place.id === id);
  return (
    <div className="space-y-4 px-5 pb-5">
      {bindings.length === 0 ? <p className="text-[13px] text-ink3">{t("everybody.unbound")}</p> : null}
      <ul className="divide-y divide-line2">
        {bindings.map(({ organisationId: id, organisation: name, role }) => (
          <li key={id}>
            <label className="flex items-center gap-3 py-2 text-[13px]">
              <input
                type="checkbox"
                className="accent-accent"
                checked={isChosen(id)}
                onChange={({ target }) => tick({ id, name }, target.checked)}
              />
              <span className="flex-1 font-medium">{name}</span>
              <span className="text-ink2">{t(`roles.${role}`)}</span>
            </label>
          </li>
        ))}
      </ul>
      <OrganisationPicker
        without={bindings.map(({ organisationId }) => organisationId)}
        isChosen={isChosen}
        tick={tick}
        locale={locale}
        messages={messages}
      />
      <p className="text-xs text-ink3" aria-live="polite">
        {t("everybody.chosen", { count: chosen.length })}
      </p>
      <RoleChange
        person={person}
        places={chosen}
        current={null}
        locale={locale}
        messages={messages}
        done={() => setChosen([])}
      />
    </div>
  );
}
