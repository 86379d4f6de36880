import { cookies } from "next/headers";
import { Icon } from "@/components/ui/icon";
import { loadWords } from "@/components/ui/load-words";
import { PreferenceSelect } from "./preference-select";

type Props = { locale: string; signedIn?: boolean };

/** Language and theme: two native lists. */
export async function Preferences({ locale, signedIn = true }: Props) {
  const [{ t }, jar] = await Promise.all([loadWords(), cookies()]);
  const theme = jar.get("clavis-theme")?.value ?? "system";
  const languages = (["en", "fr"] as const).map((value) => ({
    value,
    label: t(`account.languages.${value}`),
  }));
  const themes = (["system", "light", "dark"] as const).map((value) => ({
    value,
    label: t(`account.themes.${value}`),
  }));
  return (
    <div className="flex items-center gap-2">
      <Icon name="languages" className="size-4 text-ink3" />
      <PreferenceSelect
        name="locale"
        label={t("account.language")}
        options={languages}
        value={locale}
        signedIn={signedIn}
      />
      <PreferenceSelect
        name="theme"
        label={t("account.theme")}
        options={themes}
        value={theme}
        signedIn={signedIn}
      />
    </div>
  );
}
