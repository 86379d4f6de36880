"use client";
import { type FormEvent, useMemo, useState } from "react";
import { send } from "@/components/api/send";
import { useAction } from "@/components/api/use-action";
import { BUTTON, INPUT } from "@/components/ui/button-look";
import { Field } from "@/components/ui/field";
import { SaidLine } from "@/components/ui/said-line";
import { type Messages, wordsFrom } from "@/components/ui/words";
import { api } from "@/lib/routes";

type Props = { theme: string; timeZone: string | null; zones: string[]; locale: string; messages: Messages };

/** Language, theme and time zone, kept with the account. */
export function PreferencesForm({ theme, timeZone, zones, locale, messages }: Props) {
  const words = useMemo(() => wordsFrom(locale, messages), [locale, messages]);
  const { t } = words;
  const { busy, said, run } = useAction(words);
  const [draft, setDraft] = useState({ locale, theme, timeZone: timeZone ?? "UTC" });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void run(async () => {
      await send("PATCH", api.preferences(), { body: draft });
      const { classList } = document.documentElement;
      classList.remove("light", "dark");
      if (draft.theme !== "system") classList.add(draft.theme);
      return t("accountPage.saved");
    });
  };
  const select = (name: keyof typeof draft, options: [value: string, label: string][]) => (
    <select
      id={`account-${name}`}
      className={INPUT}
      value={draft[name]}
      onChange={({ target }) => setDraft({ ...draft, [name]: target.value })}
    >
      {options.map(([value, label]) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  );
  return (
    <form onSubmit={submit} className="space-y-4 px-5 pb-5">
      <div className="grid gap-4 sm:grid-cols-3">
        <Field id="account-locale" label={t("accountPage.language")}>
          {select("locale", [
            ["en", t("account.languages.en")],
            ["fr", t("account.languages.fr")],
          ])}
        </Field>
        <Field id="account-theme" label={t("accountPage.theme")}>
          {select(
            "theme",
            ["system", "light", "dark"].map((value) => [value, t(`account.themes.${value}`)]),
          )}
        </Field>
        <Field id="account-timeZone" label={t("accountPage.timeZone")} hint={t("accountPage.timeZoneHint")}>
          {select("timeZone", [
            ["UTC", t("accountPage.utc")],
            ...zones.map((zone): [string, string] => [zone, zone.replaceAll("_", " ")]),
          ])}
        </Field>
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <button type="submit" className={BUTTON.main} disabled={busy}>
          {t("accountPage.save")}
        </button>
        <SaidLine said={said} />
      </div>
    </form>
  );
}
