import type { Words } from "@/components/ui/words";
import type { Choices, CompleteChoices } from "@/lib/cmk/choices";

type Props = { saved: Choices; complete: CompleteChoices; words: Words };

/** What was decided for a part, or would be by suggestion. */
export function StoredChoices({ saved, complete, words: { t } }: Props) {
  const { vault, key, configName } = complete;
  const rows = [
    {
      label: t("properties.vault"),
      value: `${vault.name}, ${vault.resourceGroup}, ${vault.location}, ${vault.sku}`,
      decided: saved.vault,
    },
    { label: t("properties.key"), value: `${key.name}, RSA ${key.size}`, decided: saved.key },
    { label: t("properties.configuration"), value: configName, decided: saved.configName },
  ];
  return (
    <dl className="grid gap-x-6 gap-y-1.5 border-t border-line2 px-5 py-4 text-[13px] sm:grid-cols-[180px_1fr]">
      {rows.map(({ label, value, decided }) => (
        <div key={label} className="contents">
          <dt className="text-ink3">{label}</dt>
          <dd className="min-w-0 font-mono text-xs leading-5 [overflow-wrap:anywhere]">
            {decided ? value : <span className="text-ink3">{t("configuration.notChosen", { value })}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
