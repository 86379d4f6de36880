"use client";
import { useId, useMemo, useState } from "react";
import { useAsked } from "@/components/api/use-asked";
import { INPUT } from "@/components/ui/button-look";
import { Field } from "@/components/ui/field";
import { type Messages, wordsFrom } from "@/components/ui/words";
import { api } from "@/lib/routes";

export type Place = { id: string; name: string };
type Found = { rows: Place[]; total: number };
type Props = {
  /** Those that stand elsewhere already. */
  without: string[];
  isChosen: (id: string) => boolean;
  tick: (place: Place, on: boolean) => void;
  locale: string;
  messages: Messages;
};

const SHOWN = 20;
const PAUSE_MS = 200;

/** Finds organisations while one types, to be ticked; the first ones by name before that. */
export function OrganisationPicker({ without, isChosen, tick, locale, messages }: Props) {
  const { t } = useMemo(() => wordsFrom(locale, messages), [locale, messages]);
  const id = useId();
  const [search, setSearch] = useState("");
  const query = new URLSearchParams({ limit: String(SHOWN), ...(search ? { search } : {}) });
  const asked = useAsked<Found>(search, `${api.organisations()}?${query}`, PAUSE_MS);
  const found = asked.answer;
  const trouble = asked.problem?.code;
  const rows = found?.rows.filter((row) => !without.includes(row.id)) ?? [];
  const hidden = (found?.total ?? 0) - (found?.rows.length ?? 0);
  return (
    <div className="space-y-2">
      <Field id={id} label={t("everybody.others")} error={trouble ? t(`errors.${trouble}`) : null}>
        <input
          id={id}
          type="search"
          autoComplete="off"
          maxLength={200}
          className={`${INPUT} sm:max-w-md`}
          placeholder={t("everybody.findOrganisation")}
          value={search}
          onChange={({ target }) => setSearch(target.value)}
        />
      </Field>
      <ul className="max-h-64 overflow-y-auto">
        {rows.map(({ id: organisation, name }) => (
          <li key={organisation}>
            <label className="flex items-center gap-3 py-1.5 text-[13px]">
              <input
                type="checkbox"
                className="accent-accent"
                checked={isChosen(organisation)}
                onChange={({ target }) => tick({ id: organisation, name }, target.checked)}
              />
              {name}
            </label>
          </li>
        ))}
      </ul>
      <p className="text-xs text-ink3" aria-live="polite">
        {found && rows.length === 0 ? t("everybody.noOthers") : null}
        {hidden > 0 ? t("everybody.more", { count: hidden }) : null}
      </p>
    </div>
  );
}
